create table orders (
  id uuid primary key,
  shopper text not null,
  status text not null check (status in ('pending', 'paid', 'declined')),
  total_cents bigint not null check (total_cents >= 0),
  payment_reference text unique,
  created_at timestamptz not null default now()
);

create table order_lines (
  order_id uuid not null references orders (id),
  sku text not null,
  quantity integer not null check (quantity > 0),
  price_cents bigint not null,
  primary key (order_id, sku)
);

create index orders_created_at on orders (created_at);
