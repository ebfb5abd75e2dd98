package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.optim.Lbfgs;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** L-BFGS on all problems of the corpus that have neither constraints nor bounds, from their starts. All of those are smooth. */
class MinimisationTest {
    private static final Path REPORT = Path.of("target", "corpora-report", "lbfgs.md");

    /** What must be: all that there were when this was written. A corpus beside the project may have more. */
    private static final List<String> SOLVED = List.of(
            "arglinc",
            "brkmcc",
            "denschna",
            "denschnb",
            "denschnd",
            "denschnf",
            "expfit",
            "extrosnb",
            "himmelbg",
            "jensmp",
            "mexhat",
            "pfit2",
            "pfit3ls",
            "pfit4",
            "pfit4ls");

    @Test
    void problemsWithoutConstraints() throws IOException {
        List<Json> problems = Corpus.named("optimisation-problems").cases().stream()
                .filter(c -> c.objects("constraints").isEmpty())
                .filter(c -> c.object("bounds").isEmpty())
                .filter(c -> c.has("bestFound"))
                .toList();
        List<String> solved = new ArrayList<>();
        List<String> others = new ArrayList<>();
        StringBuilder report = new StringBuilder("## L-BFGS on problems without constraints\n");
        for (Json c : problems) {
            Optimum optimum = minimize(c);
            double best = Double.parseDouble(c.object("bestFound").text("objective"));
            boolean isSolved = optimum.loss() <= best + 1e-9 * Math.max(1, Math.abs(best));
            (isSolved ? solved : others).add(c.text("id"));
            report.append(String.format(
                    Locale.ROOT,
                    "- %s: %s, %s after %d steps, best known %s, gradient norm %.1e%n",
                    c.text("id"),
                    optimum.loss(),
                    optimum.reason(),
                    optimum.steps(),
                    best,
                    optimum.gradientNorm()));
        }
        report.append("- solved: ").append(solved.size()).append(" of ").append(problems.size());
        report.append("\n- not solved: ").append(others).append('\n');
        System.out.print(report);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        assertThat(solved).containsAll(SOLVED);
    }

    private static Optimum minimize(Json c) {
        List<String> variables = c.texts("vars");
        CompiledFunction loss = Jacobi.compile(NeutralInfix.function(variables, Map.of(), c.text("objective")));
        Map<String, String> start = c.object("start").texts();
        double[] x = variables.stream()
                .mapToDouble(name -> Double.parseDouble(start.get(name)))
                .toArray();
        return Lbfgs.over(loss).stop(Stop.after(5000).gradientNorm(1e-10)).minimize(x);
    }
}
