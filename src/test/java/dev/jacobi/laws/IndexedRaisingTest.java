package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.Content;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed of loops reads back with the same meaning, over random programs and their derivatives. */
class IndexedRaisingTest {
    /** Of the law that ran last: programs that read back as the same graph, and numbers compared. */
    private static long same;

    private static Nearness nearness = new Nearness();

    @Test
    void programsReadBack() {
        hold("values()", 300, true, values());
        assertThat(same).isGreaterThan(Laws.programs(500));
    }

    @Test
    void derivativesReadBack() {
        hold("derivatives()", 100, false, derivatives());
    }

    @Test
    void simplifiedDerivativesReadBack() {
        hold("simplified()", 100, false, simplified());
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        same = 0;
        nearness = new Nearness();
        IndexedLaws.hold("IndexedRaisingTest." + call, programs, wild, law);
        assertThat(nearness.compared()).isGreaterThan(2L * Laws.programs(programs));
    }

    static Law values() {
        return (f, sample) -> {
            FunctionGraph again = again(Raising.raise(f));
            if (Content.of(f).equals(Content.of(again))) {
                same++;
            }
            return violation(f, again, sample, 0);
        };
    }

    /** The derivative is the one that is printed: in the Jacobian, each row is a formula of its own. */
    static Law derivatives() {
        return (f, sample) -> {
            Stage stage = stage(f);
            FunctionGraph derived = derived(f, stage, stage.derivatives());
            FunctionGraph again = again(Raising.raise(derived, Map.of()));
            // Where the function has no value, it is all the same whether its derivative has one.
            return IndexedLaws.hasValue(f, sample) ? violation(derived, again, sample, 1e-9) : null;
        };
    }

    static Law simplified() {
        return (f, sample) -> {
            Stage stage = stage(f);
            Map<Node, Node> images =
                    Simplifier.simplify(stage.graph(), stage.derivatives(), Grade.TEXT, false, Map.of());
            FunctionGraph derived = derived(f, stage, stage.derivatives());
            FunctionGraph simple = derived(
                    f, stage, stage.derivatives().stream().map(images::get).toList());
            FunctionGraph again = again(Raising.raise(simple, Map.of()));
            return IndexedLaws.hasValue(f, sample) ? violation(derived, again, sample, 1e-6) : null;
        };
    }

    private static Stage stage(FunctionGraph f) {
        return Pipeline.source(f, Derivative.JACOBIAN, Options.defaults());
    }

    static FunctionGraph derived(FunctionGraph f, Stage stage, List<Node> results) {
        return new FunctionGraph("g", f.parameters(), f.sizes(), stage.graph(), results, f.origin());
    }

    /** The function that the text of a tree is; it must read, and its LaTeX must be written. */
    private static FunctionGraph again(Function tree) {
        assertThat(LatexPrinter.print(tree)).isNotEmpty();
        return Laws.function(TreePrinter.print(tree));
    }

    private static String violation(FunctionGraph f, FunctionGraph again, Sample sample, double tolerance) {
        String difference = nearness.difference(f, again, sample, tolerance);
        return difference == null
                ? null
                : "read back: " + difference + "\n" + TreePrinter.print(Raising.raise(f, Map.of()));
    }
}
