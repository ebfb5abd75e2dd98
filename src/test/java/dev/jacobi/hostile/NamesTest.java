package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.ImportResolver;
import dev.jacobi.Jacobi;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names that mean something to Java, to Janino or to the emitter: the numbers are those of harmless names. */
class NamesTest {
    // @formatter:off
    private static final List<String> WORDS = List.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
            "default", "do", "double", "enum", "extends", "final", "finally", "float", "for", "goto", "implements",
            "import", "instanceof", "int", "interface", "long", "native", "new", "package", "private", "protected",
            "public", "short", "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws",
            "transient", "try", "void", "volatile", "while", "null", "var", "yield", "record", "sealed", "permits",
            "non", "when", "exports", "module", "requires", "opens", "to", "with", "transitive", "provides", "uses",
            "Math", "StrictMath", "Double", "String", "Object", "Override", "System", "Runtime", "Thread", "Error",
            "IllegalArgumentException", "Kernel", "KernelLoader", "Class", "Integer", "Deprecated", "Record", "Enum",
            "java", "javax", "lang", "dev", "jacobi", "com", "sun", "org", "value", "gradient", "jacobian", "hessian",
            "jvp", "vjp", "hessianVectorProduct", "work", "workSize", "out", "seed", "seeds", "x", "y", "dx", "dy", "v",
            "hv", "xBar", "yBar", "data", "results", "part", "valuePart", "valuePart1", "gradientPart1", "run", "main",
            "args", "length", "toString", "hashCode", "getClass", "clone", "notify", "wait", "finalize", "init",
            "clinit", "CON", "NUL", "aux", "E", "PI", "NaN", "Infinity", "_x", "__", "___", "x_", "x__", "u000a",
            "I", "beta", "g_", "Int_0");
    // @formatter:on

    /** All names: the words, what the emitter numbers, and each again with underscores and another case. */
    private static List<String> names() {
        Set<String> names = new LinkedHashSet<>(WORDS);
        for (String prefix : List.of("x", "t", "c", "data", "seed", "part", "out", "work", "a", "y", "valuePart")) {
            for (int i = 0; i < 130; i++) {
                names.add(prefix + i);
                names.add(prefix + i + "_");
            }
        }
        for (String word : WORDS) {
            names.add(word + "_");
            names.add("_" + word);
            names.add(word + "1");
            names.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return List.copyOf(names);
    }

    /** A function of three variables, one data, two bindings and several statements, written with four names. */
    private static String text(String f, String a, String b, String k, String bound) {
        return "function %1$s(%2$s, %3$s; %4$s) {%n %5$s = sin(%2$s * %3$s) + asinh(%4$s)%n"
                        .formatted(f, a, b, k, bound)
                + " return (if %2$s < %3$s then %5$s^2 else %5$s / %4$s) + max(%2$s, %5$s)%n}%n"
                        .formatted(f, a, b, k, bound);
    }

    private static final String HARMLESS = text("f", "first", "second", "third", "bound");

    private static double[] numbers(CompiledFunction f, String data) {
        CompiledFunction bound = f.bind(data, 1.75);
        double[] g = new double[2];
        return new double[] {
            bound.value(new double[] {0.25, 0.75}), bound.gradient(new double[] {0.9, 0.75}, g), g[0], g[1]
        };
    }

    @Test
    @Timeout(60)
    void compiledNumbersDoNotDependOnNames() {
        double[] expected = numbers(Jacobi.compile(HARMLESS), "third");
        List<String> names = names();
        assertThat(names).hasSizeGreaterThan(3_000);
        int refused = 0;
        for (int i = 0; i + 4 < names.size(); i += 5) {
            String text = text(names.get(i), names.get(i + 1), names.get(i + 2), names.get(i + 3), names.get(i + 4));
            try {
                assertThat(numbers(Jacobi.compile(text), names.get(i + 3))).containsExactly(expected);
            } catch (JacobiException e) {
                refused++;
                assertThat(e.code()).as(e.getMessage()).isIn(ErrorCode.SYNTAX, ErrorCode.NAME);
            }
        }
        assertThat(refused).isLessThan(12);
    }

    @Test
    void codeForTheRunTimeIsTheSameWhateverTheNames() {
        String expected = Jacobi.compile(HARMLESS).source(Derivative.GRADIENT);
        for (String name : List.of("Math", "record", "t1", "x0", "work", "out", "java", "Kernel")) {
            String text = text(name, name, name + "a", name + "b", name + "c");
            String source = Jacobi.compile(text).source(Derivative.GRADIENT);
            assertThat(source.replaceAll("Kernel\\d+", "K")).isEqualTo(expected.replaceAll("Kernel\\d+", "K"));
        }
    }

    @Test
    void generatedClassesComputeTheSame(@TempDir Path directory) throws Exception {
        List<String> names = names();
        List<JavaSource> sources = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        Set<String> taken = new TreeSet<>();
        for (int i = 0; i + 4 < names.size(); i++) {
            String function = names.get(i);
            if (!taken.add(function.toLowerCase(Locale.ROOT)) || i > 3 * WORDS.size() && i % 8 != 0) {
                continue;
            }
            String text =
                    text(function, names.get((i + 7) % names.size()), names.get(i), names.get(i + 2), names.get(i + 3));
            try {
                JavaSource source = generate(text, "p" + i);
                sources.add(source);
                classes.add("p" + i + "." + source.className());
            } catch (JacobiException e) {
                assertThat(e.code()).as(e.getMessage()).isIn(ErrorCode.SYNTAX, ErrorCode.NAME);
            }
        }
        assertThat(sources).hasSizeGreaterThan(400);
        double[] expected = numbers(Jacobi.compile(HARMLESS), "third");
        try (JavaClasses java = JavaClasses.compile(sources, directory)) {
            for (String name : classes) {
                double[] g = new double[2];
                assertThat(java.call(name, "value", 0.25, 0.75, 1.75)).isEqualTo(expected[0]);
                assertThat(java.call(name, "gradient", 0.9, 0.75, 1.75, g)).isEqualTo(expected[1]);
                assertThat(g).containsExactly(expected[2], expected[3]);
            }
        }
    }

    private static JavaSource generate(String text, String packageName) {
        return SourceGenerator.generate(
                        new SourceText("names", text),
                        packageName,
                        EnumSet.of(Derivative.GRADIENT),
                        Options.defaults(),
                        ImportResolver.NONE)
                .get(0);
    }

    /** What {@code as} binds to. */
    public interface Typed {
        double value(double a, double b, double k);

        double gradient(double a, double b, double k, double[] g);
    }

    @Test
    void typedInterfacesComputeTheSame() {
        double[] expected = numbers(Jacobi.compile(HARMLESS), "third");
        for (String name : List.of("Math", "record", "t1", "x0", "work", "out", "java", "gradient", "Typed", "dev")) {
            Typed typed = Jacobi.compile(text(name, name, name + "0", "x1", name + "c"))
                    .as(Typed.class);
            double[] g = new double[2];
            assertThat(typed.value(0.25, 0.75, 1.75)).isEqualTo(expected[0]);
            assertThat(typed.gradient(0.9, 0.75, 1.75, g)).isEqualTo(expected[1]);
            assertThat(g).containsExactly(expected[2], expected[3]);
        }
    }

    @Test
    void otherThanAsciiIsNoName() throws Exception {
        for (String name : List.of(
                "a$b",
                "\u00e9",
                "\u0131",
                "x\u200b",
                "x\u0301",
                "\u202ex",
                "\ud835\udc65",
                "\u0661",
                "x\0y",
                "\\u0041")) {
            assertThat(Hostile.code(() -> Jacobi.compile("function f(" + name + ") = " + name)))
                    .isNotNull()
                    .isNotIn(ErrorCode.INTERNAL, ErrorCode.LIMIT);
            assertThat(Hostile.code(() -> Jacobi.compile("function " + name + "(x) = x")))
                    .isNotNull();
        }
    }
}
