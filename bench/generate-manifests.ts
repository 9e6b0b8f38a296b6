import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes `count` manifests of about 2 KB each: out of ten, five workloads, three services, one disruption budget and
 * one autoscaler, with selectors and names that join. The same seed gives the same files, byte for byte.
 */
export function generateManifests(folder: string, count: number, seed = 1): void {
  const random = mulberry32(seed);
  for (let index = 0; index < count; index += 1) {
    const group = Math.floor(index / 10);
    const path = join(folder, `team-${group % 40}`, `app-${group}`, `${KINDS[index % 10] ?? 'web'}-${index % 10}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, manifest(index % 10, `app-${group}`, random));
  }
}

const KINDS = ['web', 'api', 'worker', 'cache', 'cron', 'service', 'service', 'service', 'budget', 'autoscaler'];
const WORKLOADS = ['web', 'api', 'worker', 'cache', 'cron'];

function manifest(slot: number, app: string, random: () => number): string {
  if (slot < 4) return deployment(`${app}-${WORKLOADS[slot]}`, app, random);
  if (slot === 4) return cronJob(`${app}-cron`, app, random);
  if (slot < 8) return service(`${app}-${WORKLOADS[slot - 5]}`, app);
  return slot === 8 ? budget(`${app}-web`, app, random) : autoscaler(`${app}-api`, app, random);
}

function head(apiVersion: string, kind: string, name: string, app: string): string {
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: shop
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${app}
    app.kubernetes.io/managed-by: hand
  annotations:
    example.com/owner: team-${app}
    example.com/description: >-
${padding()}
`;
}

/** Prose such as people write in annotations, so that small objects weigh what real files weigh. */
function padding(): string {
  const line = '      what it is for, who to ask, where its dashboard and its runbook are, and what depends on it';
  return Array.from({ length: 6 }, () => line).join('\n');
}

function deployment(name: string, app: string, random: () => number): string {
  const replicas = random() < 0.7 ? `  replicas: ${1 + Math.floor(random() * 4)}\n` : '';
  const spread =
    random() < 0.5
      ? `      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: ${name}
`
      : '';
  return `${head('apps/v1', 'Deployment', name, app)}spec:
${replicas}  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      terminationGracePeriodSeconds: ${random() < 0.5 ? 5 : 45}
${spread}      containers:
        - name: server
          image: registry.example.com/${app}/${name}:${random() < 0.8 ? '1.4.2' : 'latest'}
${containerBody(random)}${sidecar()}`;
}

function containerBody(random: () => number): string {
  const liveness = random() < 0.5 ? '/healthz' : '/livez';
  return `          ports:
            - name: http
              containerPort: 8080
          env:
            - name: PORT
              value: "8080"
            - name: LOG_LEVEL
              value: info
            - name: UPSTREAM_URL
              value: http://upstream.shop.svc.cluster.local
            - name: FEATURES
              valueFrom:
                configMapKeyRef:
                  name: features
                  key: enabled
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: database
                  key: url
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: ${liveness}
              port: http
            failureThreshold: 3
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
${random() < 0.8 ? '            limits:\n              memory: 256Mi\n' : ''}`;
}

function sidecar(): string {
  return `        - name: telemetry
          image: registry.example.com/platform/telemetry:0.98.0
          args:
            - --config=/etc/telemetry/config.yaml
          ports:
            - name: metrics
              containerPort: 9090
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: telemetry
              mountPath: /etc/telemetry
          resources:
            requests:
              cpu: 20m
              memory: 64Mi
            limits:
              memory: 64Mi
      volumes:
        - name: telemetry
          configMap:
            name: telemetry
`;
}

function cronJob(name: string, app: string, random: () => number): string {
  return `${head('batch/v1', 'CronJob', name, app)}spec:
  schedule: "${Math.floor(random() * 60)} 3 * * *"
  concurrencyPolicy: ${random() < 0.5 ? 'Forbid' : 'Allow'}
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: registry.example.com/${app}/${name}:1.4.2
              args: ["report", "--day", "yesterday"]
              resources:
                requests:
                  cpu: 100m
                  memory: 128Mi
`;
}

function service(name: string, app: string): string {
  return `${head('v1', 'Service', name, app)}spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function budget(name: string, app: string, random: () => number): string {
  return `${head('policy/v1', 'PodDisruptionBudget', name, app)}spec:
  ${random() < 0.5 ? 'maxUnavailable: 1' : 'minAvailable: 2'}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;
}

function autoscaler(name: string, app: string, random: () => number): string {
  return `${head('autoscaling/v2', 'HorizontalPodAutoscaler', name, app)}spec:
  minReplicas: ${1 + Math.floor(random() * 3)}
  maxReplicas: 10
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: ${50 + Math.floor(random() * 40)}
`;
}

/** A small generator with a seed, so that a benchmark measures the same files everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
