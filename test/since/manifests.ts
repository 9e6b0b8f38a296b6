interface Settings {
  readonly replicas?: number | string;
  readonly readiness?: boolean;
  readonly grace?: number;
}

/** A deployment that serves traffic, one line a field that tests change. */
export function deployment(name: string, { replicas = 3, readiness = true, grace = 60 }: Settings = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers:
        - name: server
          image: registry.example/${name}:1.4.2
          ports:
            - containerPort: 8080
${readiness ? '          readinessProbe:\n            httpGet: { path: /ready, port: 8080 }\n' : ''}`;
}

export function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - port: 80
      targetPort: 8080
`;
}

export function budget(name: string, minAvailable: number): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  minAvailable: ${minAvailable}
  selector:
    matchLabels: { app: ${name} }
`;
}
