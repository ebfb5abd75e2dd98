package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One formula at one point: its value and gradient in both modes, by the interpreter and by compiled code, in default arithmetic. */
final class CaseCheck {
    private final String text;
    private final double[] x;
    private final FunctionGraph function;
    private Options options = Options.defaults();

    private CaseCheck(String text, double[] x) {
        this.text = text;
        this.x = x;
        this.function = Laws.function(text);
    }

    /** A bare expression or a function, at the values of its variables. */
    static CaseCheck at(String text, double... x) {
        return new CaseCheck(text, x);
    }

    CaseCheck ieee() {
        options = options.arithmetic(Arithmetic.IEEE);
        return this;
    }

    CaseCheck value(double expected) {
        CompiledFunction compiled = Pipeline.compile(function, options);
        double[] g = new double[x.length];
        same(
                "interpreted",
                expected,
                Interpreter.evaluate(function.graph(), function.results(), this::parameter, false)[0]);
        same("compiled", expected, compiled.value(x));
        same("beside the gradient", expected, compiled.gradient(x, g));
        return this;
    }

    CaseCheck gradient(double... expected) {
        double[] reverse = new double[x.length];
        Pipeline.compile(function, options).gradient(x, reverse);
        Pipeline.Stage stage = Pipeline.simplified(function, Derivative.GRADIENT, options);
        double[] interpreted = Interpreter.evaluate(stage.graph(), stage.derivatives(), this::parameter, false);
        double[] forward = forward();
        for (int i = 0; i < x.length; i++) {
            same("by " + i + ", reverse, compiled", expected[i], reverse[i]);
            same("by " + i + ", reverse, interpreted", expected[i], interpreted[i]);
            same("by " + i + ", forward, interpreted", expected[i], forward[i]);
        }
        if (x.length == 1) {
            double[] dy = new double[1];
            Pipeline.compile(function, options).jvp(x, new double[] {1}, dy);
            same("forward, compiled", expected[0], dy[0]);
        }
        return this;
    }

    private double[] forward() {
        Graph g = function.graph();
        List<Node> derivatives = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            derivatives.add(Derivatives.derivative(g, function.results().get(0), g.parameter(Role.VARIABLE, i)));
        }
        Grade grade = options.arithmetic() == Arithmetic.IEEE ? Grade.IEEE : Grade.REAL;
        Map<Node, Node> images = Simplifier.simplify(g, derivatives, grade, false, Map.of());
        return Interpreter.evaluate(g, derivatives.stream().map(images::get).toList(), this::parameter, false);
    }

    /** The Hessian, row-major, compiled and interpreted. */
    CaseCheck hessian(double... expected) {
        double[] compiled = new double[expected.length];
        Pipeline.compile(function, options).hessian(x, compiled);
        Pipeline.Stage stage = Pipeline.simplified(function, Derivative.HESSIAN, options);
        double[] interpreted = Interpreter.evaluate(stage.graph(), stage.derivatives(), this::parameter, false);
        for (int i = 0; i < expected.length; i++) {
            same("second derivative " + i + ", compiled", expected[i], compiled[i]);
            same("second derivative " + i + ", interpreted", expected[i], interpreted[i]);
        }
        return this;
    }

    private double parameter(Node node) {
        return x[node.index()];
    }

    /**
     * The same number: within 4 ulp, since the references are decimal (half an ulp), an operation's function is within 1 to 2 ulp and the
     * partial's own arithmetic adds one. NaN, infinities and signed zeros exactly, but an expected +0.0 stands for both zeros.
     */
    private void same(String what, double expected, double found) {
        boolean same = expected == 0 && 1 / expected > 0
                ? found == 0
                : Laws.same(expected, found) || expected != 0 && Math.abs(expected - found) <= 4 * Math.ulp(expected);
        assertThat(same)
                .as("%s at %s, %s: expected %s, found %s", text, Arrays.toString(x), what, expected, found)
                .isTrue();
    }
}
