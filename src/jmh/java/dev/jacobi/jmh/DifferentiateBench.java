package dev.jacobi.jmh;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to differentiate a large graph by ten variables in reverse mode, without simplification. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 9)
public class DifferentiateBench {
    private static final int BUDGET = 10_000_000;

    @Param("100000")
    public int operations;

    private Graph graph;
    private Node root;
    private List<Node> variables;

    /** Makes a fresh graph, since differentiation adds to it. */
    @Setup(Level.Invocation)
    public void build() {
        graph = new Graph(BUDGET);
        root = Chain.add(graph, operations);
        variables = Chain.variables(graph);
    }

    @Benchmark
    public List<Node> differentiate() {
        return Derivatives.gradient(graph, root, variables);
    }
}
