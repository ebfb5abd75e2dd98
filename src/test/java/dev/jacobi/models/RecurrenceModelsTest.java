package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.laws.Interpreted;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Models of time series and dynamics against the loops that one would write by hand, and their derivatives against differences. */
class RecurrenceModelsTest {
    private static final String EWMA =
            "function ewma(alpha, level0; x[T]) = fold(t in T, level = level0: alpha * x[t] + (1 - alpha) * level)";

    private static final String GARCH = """
            /** Negative log-likelihood of GARCH(1,1), up to a constant. */
            function garch(omega, alpha, beta; r[T]) {
                h[t in T] = scan(t in T, h = omega / (1 - alpha - beta):
                    omega + alpha * (if t > 0 then r[t - 1]^2 else omega / (1 - alpha - beta)) + beta * h)
                return sum(t in T: log(h[t]) + r[t]^2 / h[t]) / 2
            }
            """;

    private static final String PREDATOR_PREY = """
            function prey(p[4], u, v) = p[0] * u - p[1] * u * v
            function predators(p[4], u, v) = p[2] * u * v - p[3] * v

            /** One Runge-Kutta step of fourth order. */
            function step(p[4], u, v; dt) {
                k1 = prey(p, u, v)
                l1 = predators(p, u, v)
                k2 = prey(p, u + dt / 2 * k1, v + dt / 2 * l1)
                l2 = predators(p, u + dt / 2 * k1, v + dt / 2 * l1)
                k3 = prey(p, u + dt / 2 * k2, v + dt / 2 * l2)
                l3 = predators(p, u + dt / 2 * k2, v + dt / 2 * l2)
                k4 = prey(p, u + dt * k3, v + dt * l3)
                l4 = predators(p, u + dt * k3, v + dt * l3)
                return [i in 2: if i == 0 then u + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
                    else v + dt / 6 * (l1 + 2 * l2 + 2 * l3 + l4)]
            }

            function predatorPrey(p[4], start[2]; dt, time[T]) {
                s = fold(t in T, s[i in 2] = start[i]: step(p, s[0], s[1]; dt)[i])
                return s[0] * s[1]
            }
            """;

    @Test
    void ewmaIsItsLoop() {
        double[] x = numbers(50, 1);
        Interpreted f = Interpreted.of(EWMA, x.length).with(x);
        double level = 2;
        for (double each : x) {
            level = 0.3 * each + (1 - 0.3) * level;
        }
        assertThat(f.value(0.3, 2)).isEqualTo(level);
        derivatives(f, 0.3, 2);
        assertThat(f.gradient(0.3, 2)[1]).isCloseTo(Math.pow(0.7, 50), within(1e-18));
    }

    @Test
    void garchIsItsLoop() {
        double[] r = numbers(60, 2);
        Interpreted f = Interpreted.of(GARCH, r.length).with(r);
        double omega = 0.2;
        double alpha = 0.15;
        double beta = 0.6;
        double start = omega / (1 - alpha - beta);
        double h = start;
        double sum = 0;
        for (int t = 0; t < r.length; t++) {
            h = omega + alpha * (t > 0 ? r[t - 1] * r[t - 1] : start) + beta * h;
            sum += Math.log(h) + r[t] * r[t] / h;
        }
        assertThat(f.value(omega, alpha, beta)).isEqualTo(sum / 2);
        derivatives(f, omega, alpha, beta);
    }

    @Test
    void rungeKuttaIsItsLoop() {
        double dt = 0.05;
        double[] x = {1.1, 0.4, 0.1, 0.4, 10, 5};
        Interpreted f = Interpreted.of(PREDATOR_PREY, 80).with(new double[] {dt}, new double[80]);
        double u = x[4];
        double v = x[5];
        for (int t = 0; t < 80; t++) {
            double k1 = prey(x, u, v);
            double l1 = predators(x, u, v);
            double k2 = prey(x, u + dt / 2 * k1, v + dt / 2 * l1);
            double l2 = predators(x, u + dt / 2 * k1, v + dt / 2 * l1);
            double k3 = prey(x, u + dt / 2 * k2, v + dt / 2 * l2);
            double l3 = predators(x, u + dt / 2 * k2, v + dt / 2 * l2);
            double k4 = prey(x, u + dt * k3, v + dt * l3);
            double l4 = predators(x, u + dt * k3, v + dt * l3);
            u = u + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            v = v + dt / 6 * (l1 + 2 * l2 + 2 * l3 + l4);
        }
        assertThat(f.value(x)).isEqualTo(u * v);
        derivatives(f, x);
    }

    private static double prey(double[] p, double u, double v) {
        return p[0] * u - p[1] * u * v;
    }

    private static double predators(double[] p, double u, double v) {
        return p[2] * u * v - p[3] * v;
    }

    private static double[] numbers(int count, int seed) {
        return new Random(seed).doubles(count, -1.5, 1.5).toArray();
    }

    private static void derivatives(Interpreted f, double... x) {
        double[] gradient = f.gradient(x);
        double[] hessian = f.hessian(x);
        double[] forward = f.forward(x);
        for (int i = 0; i < x.length; i++) {
            near(forward[i], gradient[i], 1e-12);
            near(difference(f::value, x, i), gradient[i], 1e-7);
            for (int j = 0; j < x.length; j++) {
                int row = i;
                near(difference(y -> f.gradient(y)[row], x, j), hessian[i * x.length + j], 1e-6);
                near(hessian[j * x.length + i], hessian[i * x.length + j], 1e-11);
            }
        }
    }

    private static void near(double found, double expected, double tolerance) {
        assertThat(found).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }

    private static double difference(ToDoubleFunction<double[]> f, double[] x, int i) {
        double step = 1e-5;
        double[] before = x.clone();
        double[] after = x.clone();
        before[i] -= step;
        after[i] += step;
        return (f.applyAsDouble(after) - f.applyAsDouble(before)) / (2 * step);
    }
}
