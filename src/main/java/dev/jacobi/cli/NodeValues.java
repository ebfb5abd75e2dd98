package dev.jacobi.cli;

import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.program.Program;
import dev.jacobi.runtime.KernelCompiler;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.List;
import java.util.Map;

/** A way to find the values of any nodes of a graph: what tells where two computations part. */
interface NodeValues {
    double[] of(Graph graph, List<Node> nodes, Point point);

    /** The interpreter, nothing simplified. */
    static NodeValues interpreted() {
        return (graph, nodes, point) -> Interpreter.evaluate(graph, nodes, point::value, false);
    }

    /** Code compiled for these nodes, simplified under a grade. */
    static NodeValues compiled(Grade grade) {
        return (graph, nodes, point) -> {
            Map<Node, Node> images = Simplifier.simplify(graph, nodes, grade, false, Map.of());
            List<Node> stores = nodes.stream().map(images::get).toList();
            Program program = Program.of(graph, graph.constant(0), stores, Map.of());
            ExternalFunction[] externals = nodes.stream()
                    .filter(node -> node.is(Op.CALL))
                    .map(node -> node.external().declared())
                    .toArray(ExternalFunction[]::new);
            KernelCompiler.Compiled compiled =
                    KernelCompiler.compile(program, Options.defaults().externals(externals));
            double[] out = new double[nodes.size()];
            int[] ints = {};
            double[] work = new double[compiled.kernel().workSize(ints)];
            compiled.kernel().run(point.x(), point.data(), ints, new double[0], out, work);
            return out;
        };
    }
}
