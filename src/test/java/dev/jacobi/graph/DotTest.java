package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Parser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotTest {
    @Test
    void writesWhatTheResultsNeed() {
        String text = """
                function f(x, unused; k) {
                    s = sin(x)
                    return (s - k^2, polygamma(3, s), 0.5)
                }""";
        FunctionGraph function = Lowering.lower(
                        Parser.parse(new SourceText("test", text), Limits.defaults()), Limits.defaults())
                .get(0);
        Node x = function.variableNodes().get(0);
        assertThat(Dot.print(function, Map.of(x, "3", function.results().get(0), "a \"b\"\\\nc")))
                .isEqualTo("""
                digraph "f" {
                    graph [rankdir=LR, ordering=in];
                    node [shape=ellipse];
                    n0 [label="x\\n3", shape=box];
                    n2 [label="k", shape=box];
                    n3 [label="s = sin"];
                    n5 [label="^2"];
                    n6 [label="-\\nresult 0\\na \\"b\\"\\\\\\nc", peripheries=2];
                    n8 [label="polygamma 3\\nresult 1", peripheries=2];
                    n9 [label="0.5\\nresult 2", shape=plaintext, peripheries=2];
                    n0 -> n3;
                    n2 -> n5;
                    n3 -> n6;
                    n5 -> n6;
                    n3 -> n8;
                }
                """);
    }

    @Test
    void aBuiltGraphNeedsNoNames() {
        Graph graph = new Graph(100);
        Node chosen = graph.apply(Op.SELECT, graph.truth(true), graph.parameter(Role.SEED, 0), graph.constant(-2));
        FunctionGraph function =
                FunctionGraph.ofNumbers(null, List.of(), List.of(), graph, List.of(chosen), Origin.BUILT);
        assertThat(Dot.print(function)).startsWith("digraph {\n").contains("\"true\"", "\"seed0\"", "\"-2\"", "\"if\"");
    }
}
