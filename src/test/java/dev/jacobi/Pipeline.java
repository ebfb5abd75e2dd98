package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** The stages of {@link Compiler}, for tests in other packages. */
public final class Pipeline {
    private Pipeline() {}

    /** A function's results and one of its derivatives, in one graph. */
    public record Stage(Graph graph, List<Node> values, List<Node> derivatives) {

        /** The results, then the derivatives. */
        public List<Node> roots() {
            List<Node> roots = new ArrayList<>(values);
            roots.addAll(derivatives);
            return roots;
        }
    }

    /** What the source defines: nothing is simplified. */
    public static Stage source(FunctionGraph function, Derivative derivative, Options options) {
        return stage(Compiler.differentiate(function, derivative, options));
    }

    /** What is compiled. */
    public static Stage simplified(FunctionGraph function, Derivative derivative, Options options) {
        return stage(Compiler.simplify(Compiler.differentiate(function, derivative, options), options));
    }

    public static CompiledFunction compile(FunctionGraph function, Options options) {
        return Jacobi.with(options).compile(function);
    }

    public static FunctionGraph function(Formula formula) {
        return formula.toFunction();
    }

    private static Stage stage(Compiler.Differentiated d) {
        return new Stage(d.graph(), d.values(), d.derivatives());
    }
}
