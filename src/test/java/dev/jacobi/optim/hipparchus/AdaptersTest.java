package dev.jacobi.optim.hipparchus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import org.assertj.core.data.Offset;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.ode.ODEJacobiansProvider;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.junit.jupiter.api.Test;

class AdaptersTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    @Test
    void anObjectiveHasItsValueAndGradient() {
        CompiledFunction f = Jacobi.compile("x^2 * y");
        assertThat(Adapters.objective(f).getObjectiveFunction().value(new double[] {3, 5}))
                .isEqualTo(45);
        assertThat(Adapters.gradient(f).getObjectiveFunctionGradient().value(new double[] {3, 5}))
                .containsExactly(30, 9);
        assertThatThrownBy(() -> Adapters.objective(f).getObjectiveFunction().value(new double[3]))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("needed are 2");
    }

    @Test
    void residualsHaveARowEach() {
        CompiledFunction f = Jacobi.compile("function r(a, b; x[N]) = ([i in N: a * x[i] + b], a * b)")
                .bind("x", new double[] {2, 3});
        ValueAndJacobianFunction residuals = Adapters.residuals(f);
        double[] point = {5, 7};
        assertThat(residuals.computeValue(point).toArray()).containsExactly(17, 22, 35);
        assertThat(residuals.computeJacobian(point).getData()).isDeepEqualTo(new double[][] {{2, 1}, {3, 1}, {7, 5}});
        assertThat(residuals.value(new ArrayRealVector(point)).getSecond()).isEqualTo(residuals.computeJacobian(point));
        assertThat(residuals.value(new ArrayRealVector(point)).getFirst()).isEqualTo(residuals.computeValue(point));
    }

    @Test
    void anEquationIsIntegrated() {
        CompiledFunction oscillator =
                Jacobi.compile("function f(q, p; k) = (p, -k * q)").bind("k", 4.0);
        ODEJacobiansProvider equation = Adapters.equation(oscillator, 2);
        assertThat(end(equation, 1, 0)).containsExactly(new double[] {Math.cos(4), -2 * Math.sin(4)}, CLOSE);
        assertThat(equation.computeMainStateJacobian(0, new double[] {1, 2}, new double[2]))
                .isDeepEqualTo(new double[][] {{0, 1}, {-4, 0}});
    }

    @Test
    void anEquationInTimeIsIntegrated() {
        // y' = -2 t y has the solutions c exp(-t^2).
        CompiledFunction decay = Jacobi.compile("function f(t, y[N]) = [i in N: -2 * t * y[i]]");
        ODEJacobiansProvider equation = Adapters.equationInTime(decay, 2);
        assertThat(end(equation, 1, 3)).containsExactly(new double[] {Math.exp(-4), 3 * Math.exp(-4)}, CLOSE);
        assertThat(equation.computeMainStateJacobian(3, new double[] {1, 2}, new double[2]))
                .isDeepEqualTo(new double[][] {{-6, 0}, {0, -6}});
    }

    /** The state after two units of time. */
    private static double[] end(ODEJacobiansProvider equation, double... start) {
        return new DormandPrince853Integrator(1e-6, 1, 1e-12, 1e-12)
                .integrate(equation, new ODEState(0, start), 2)
                .getPrimaryState();
    }

    @Test
    void anEquationWithAnotherNumberOfResultsIsRefused() {
        CompiledFunction f = Jacobi.compile("function f(x, y) = (x, y)");
        assertThatThrownBy(() -> Adapters.equationInTime(f, 1))
                .isInstanceOf(JacobiException.class)
                .hasMessageContainingAll("for 1 numbers", "of [x, y] has 2");
        assertThatThrownBy(() -> Adapters.equation(f, 3)).isInstanceOf(JacobiException.class);
    }
}
