package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.LoopKernelSource.Shapes;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.runtime.KernelCompiler;
import java.util.ArrayList;
import java.util.List;

/** The last stages of the pipeline for a function with arrays or loops. */
final class LoopCompiler {
    private LoopCompiler() {}

    static KernelCompiler.Compiled compile(
            FunctionGraph function, Compiler.Differentiated simplified, Derivative derivative, Options options) {
        Graph g = simplified.graph();
        List<Node> values = simplified.values();
        boolean number = values.size() == 1 && values.get(0).type() != Type.ARRAY;
        boolean returns = number && derivative != Derivative.JVP && derivative != Derivative.VJP;
        List<Node> outputs = derivative == Derivative.VALUE ? (number ? List.of() : values) : simplified.derivatives();
        List<Node> stores = outputs.stream().map(node -> computed(g, node)).toList();
        LoopProgram program = LoopProgram.of(g, values, returns ? values.get(0) : g.constant(0), stores);
        return KernelCompiler.compile(program, shapes(function, values, stores, derivative), options);
    }

    /** An output that is a parameter is copied element by element. */
    private static Node computed(Graph g, Node node) {
        if (!node.is(Op.ARRAY)) {
            return node;
        }
        Loops loops = new Loops(g);
        List<Node> axes = new ArrayList<>();
        Loops.extents(node).forEach(extent -> axes.add(loops.axis(loops.integer(0), extent)));
        return loops.map(axes, loops.read(node, axes));
    }

    private static Shapes shapes(FunctionGraph function, List<Node> values, List<Node> stores, Derivative derivative) {
        List<List<Node>> variables = new ArrayList<>();
        List<List<Node>> data = new ArrayList<>();
        List<List<Node>> integers = new ArrayList<>();
        for (FunctionGraph.Parameter parameter : function.parameters()) {
            boolean integer = parameter.node().is(Op.INTEGERS);
            List<Node> shape = shape(parameter.node());
            if (parameter.role() == Role.VARIABLE) {
                variables.add(shape);
            } else {
                data.add(integer ? null : shape);
                integers.add(integer ? shape : null);
            }
        }
        List<List<Node>> seeds = switch (derivative) {
            case JVP, HESSIAN_VECTOR_PRODUCT -> variables;
            case VJP -> values.stream().map(LoopCompiler::shape).toList();
            default -> List.of();
        };
        List<List<Node>> outputs = stores.stream().map(LoopCompiler::shape).toList();
        return new Shapes(function.sizes().size(), variables, data, integers, seeds, outputs);
    }

    private static List<Node> shape(Node node) {
        boolean array = node.type() == Type.ARRAY || node.type() == Type.INTEGERS;
        return array ? Loops.extents(node) : List.of();
    }
}
