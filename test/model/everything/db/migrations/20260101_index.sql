-- migrate:up
CREATE INDEX a ON b (c);
-- migrate:down
DROP INDEX a;
