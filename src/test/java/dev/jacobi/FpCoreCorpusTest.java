package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.TreePrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of FPBench and of Herbie's suite: each FPCore is imported, and gives at every point what the infix form,
 * which others derived from it, gives. A case that is refused has to be one that the corpus could not express either.
 */
class FpCoreCorpusTest {
    private static final Path SHARED = Path.of("../shared/corpora");
    private static final Limits LIMITS = Limits.defaults();

    /** How often what happened. */
    private static final class Summary {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private double worst;

        void count(String what, int number) {
            counts.merge(what, number, Integer::sum);
        }

        int of(String what) {
            return counts.getOrDefault(what, 0);
        }

        @Override
        public String toString() {
            return counts + ", worst relative difference " + worst;
        }
    }

    @Test
    void theSampleAgreesWithItsInfixForm() throws IOException {
        Summary summary = run(Path.of("src/test/resources/fpcore/sample.jsonl"));
        assertThat(summary.wrong).as(summary.toString()).isEmpty();
        assertThat(summary.of("imported")).isGreaterThanOrEqualTo(35);
        assertThat(summary.of("points")).isGreaterThanOrEqualTo(100);
        assertThat(summary.of("refused: while")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fpbench", "herbie"})
    void theCorpusAgreesWithItsInfixForm(String corpus) throws IOException {
        Path cases = SHARED.resolve(corpus).resolve("cases.jsonl");
        assumeTrue(Files.exists(cases), "there is no " + cases);
        Summary summary = run(cases);
        System.out.println(corpus + ": " + summary);
        assertThat(summary.wrong).as(summary.toString()).isEmpty();
        assertThat(summary.of("imported")).isGreaterThan(50);
    }

    private static Summary run(Path cases) throws IOException {
        Summary summary = new Summary();
        for (String line : Files.readAllLines(cases)) {
            if (!line.isBlank()) {
                try {
                    check(object(line), summary);
                } catch (JacobiException | AssertionError e) {
                    summary.wrong.add(line.substring(0, Math.min(100, line.length())) + ": " + e.getMessage());
                }
            }
        }
        return summary;
    }

    private static void check(Map<String, Object> entry, Summary summary) {
        summary.count("cases", 1);
        String id = (String) entry.get("id");
        String text;
        try {
            text = FpCore.toJacobi(id, (String) entry.get("fpcore"));
        } catch (JacobiException e) {
            Diagnostic first = e.diagnostics().get(0);
            String message = first.message();
            summary.count("refused: " + message.replaceAll("^'([^']*)'.*", "$1"), 1);
            assertThat(first.line()).isPositive();
            assertThat(entry).as(message).containsKey("unsupported");
            return;
        }
        summary.count("imported", 1);
        SourceFile file = Parser.parse(new SourceText(id, text), LIMITS);
        assertThat(TreePrinter.print(file)).isEqualTo(text);
        assertThat(entry).doesNotContainKey("unsupported");
        compare(id, lower(file), lower(Parser.parse(new SourceText(id, infix(entry)), LIMITS)), entry, summary);
    }

    private static void compare(
            String id, FunctionGraph imported, FunctionGraph infix, Map<String, Object> entry, Summary summary) {
        assertThat(imported.variables()).hasSameSizeAs(infix.variables());
        for (Object point : (List<?>) entry.get("points")) {
            Map<?, ?> x = (Map<?, ?>) ((Map<?, ?>) point).get("x");
            double[] values = infix.variables().stream()
                    .mapToDouble(name -> Double.parseDouble((String) x.get(name)))
                    .toArray();
            double expected = evaluate(infix, values);
            double found = evaluate(imported, values);
            boolean same = Double.compare(expected, found) == 0;
            double difference = same ? 0 : Math.abs((found - expected) / expected);
            summary.count("points", 1);
            summary.count("same bits", same ? 1 : 0);
            summary.worst = Math.max(summary.worst, difference);
            if (!(difference <= 1e-12)) {
                summary.wrong.add(id + " at " + x + ": " + found + " instead of " + expected);
            }
        }
    }

    private static FunctionGraph lower(SourceFile file) {
        return Lowering.lower(file, LIMITS).get(0);
    }

    private static double evaluate(FunctionGraph function, double[] values) {
        return Interpreter.evaluate(
                function.graph(), function.results(), node -> values[node.index()], false)[0];
    }

    private static String infix(Map<String, Object> entry) {
        List<String> names = new ArrayList<>();
        ((List<?>) entry.get("vars")).forEach(name -> names.add((String) name));
        StringBuilder out = new StringBuilder("function f(" + String.join(", ", names) + ") {\n");
        for (Object let : (List<?>) entry.get("lets")) {
            String value = conditionals((String) ((List<?>) let).get(1));
            out.append(((List<?>) let).get(0)).append(" = ").append(value).append('\n');
        }
        return out.append("return ").append(conditionals((String) entry.get("expr"))).append("\n}\n").toString();
    }

    /** {@code if(c, a, b)} and what else the neutral infix writes in a way of its own, as our language writes it. */
    private static String conditionals(String neutral) {
        String text = neutral.replace("||", "or").replace("&&", "and").replace("fmod(", "rem(");
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            boolean begins = text.startsWith("if(", at) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
            if (!begins) {
                out.append(text.charAt(at++));
                continue;
            }
            List<String> parts = new ArrayList<>();
            int start = at + 3;
            int depth = 1;
            for (at = start; depth > 0; at++) {
                char c = text.charAt(at);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0 || (depth == 1 && c == ',')) {
                    parts.add(conditionals(text.substring(start, at)));
                    start = at + 1;
                }
            }
            out.append("(if ").append(parts.get(0)).append(" then ").append(parts.get(1));
            out.append(" else ").append(parts.get(2)).append(')');
        }
        return out.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return parser.getValueAsString();
    }
}
