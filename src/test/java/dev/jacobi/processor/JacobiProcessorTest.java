package dev.jacobi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the processor finds formulas, and what it says of mistakes. */
class JacobiProcessorTest {
    private static final String PRICING = """
            package com.acme;
            import dev.jacobi.*;
            @JacobiSource("model.jacobi")
            public interface Pricing {
                double value(double x, double y);
                double gradient(double x, double y, double[] gradient);
            }
            """;
    private static final String MODEL =
            "import \"lib/base\"\nfunction f(x, y) = square(x) * y\n" + "function g(x, y) = x - y";

    @TempDir
    private Path folder;

    private Path formulas;

    @BeforeEach
    void writeFormulas() throws IOException {
        formulas = folder.resolve("formulas");
        write(formulas.resolve("com/acme/model.jacobi"), MODEL);
        write(formulas.resolve("lib/base.jacobi"), "function square(x) = x^2");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Compilation compile(String text, String... options) throws IOException {
        write(folder.resolve("src/com/acme/Pricing.java"), text);
        return Compilation.of(folder, options);
    }

    private Compilation withFormulas(String text) throws IOException {
        return compile(text, "-Ajacobi.sourceDirectory=" + formulas);
    }

    private static double value(Compilation compilation) throws Exception {
        assertThat(compilation.messages()).isEmpty();
        Class<?> type = compilation.load("com.acme.PricingJacobi");
        Object pricing = type.getField("INSTANCE").get(null);
        return (double) type.getMethod("value", double.class, double.class).invoke(pricing, 3, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"model.jacobi\"', -2",
        "'value = \"model.jacobi\", function = \"f\"', 45",
        "'value = \"/com/acme/model.jacobi\", function = \"f\"', 45",
        "'value = \"/lib/../com/acme/model.jacobi\"', "
    })
    void aFileIsFoundFromThePackageOrTheRoot(String attributes, Double value) throws Exception {
        Compilation compilation = withFormulas(PRICING.replace("\"model.jacobi\"", attributes));
        if (value != null) {
            assertThat(value(compilation)).isEqualTo(value);
        } else {
            assertThat(compilation.messages().get(0)).contains("is no path below a source root");
        }
    }

    @ParameterizedTest
    @CsvSource({"-sourcepath, formulas", "-classpath, formulas", "-Anone, classes"})
    void aFileIsFoundWhereTheCompilerLooks(String option, String root) throws Exception {
        write(folder.resolve(root).resolve("com/acme/model.jacobi"), MODEL);
        write(folder.resolve(root).resolve("lib/base.jacobi"), "function square(x) = x^2");
        String jacobi = System.getProperty("java.class.path");
        List<String> options = option.startsWith("-A")
                ? List.of()
                : List.of(
                        option,
                        folder.resolve(root) + (option.equals("-classpath") ? File.pathSeparator + jacobi : ""));
        String text = PRICING.replace("\"model.jacobi\"", "value = \"model.jacobi\", function = \"f\"");
        assertThat(value(compile(text, options.toArray(String[]::new)))).isEqualTo(45);
    }

    @Test
    void aFileThatIsNowhereIsAnErrorAtTheAnnotationThatSaysWhereItWasLookedFor() throws Exception {
        assertThat(compile(PRICING).messages())
                .containsExactly(
                        "3:15: cannot find com/acme/model.jacobi; looked for it below the compiler's source path, class path "
                                + "and class output; say where formulas are with -Ajacobi.sourceDirectory=FOLDER");
        assertThat(withFormulas(PRICING.replace("model", "other")).messages().get(0))
                .startsWith("3:15: cannot find com/acme/other.jacobi; looked for it below " + formulas)
                .contains("(-Ajacobi.sourceDirectory)");
    }

    @Test
    void mistakesOfAFormulaStandAtTheAnnotationAllAtOnceWithLineAndCaret() throws Exception {
        write(formulas.resolve("com/acme/model.jacobi"), "function f(x, y) {\n    a = exq(x)\n    return a + z\n}");
        assertThat(withFormulas(PRICING).messages())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "3:15: com/acme/model.jacobi:2:9: unknown function 'exq'\n        a = exq(x)\n            ^^^");
        write(formulas.resolve("com/acme/model.jacobi"), MODEL);
        assertThat(withFormulas(PRICING.replace("\"model.jacobi\"", "value = \"model.jacobi\", function = \"h\""))
                        .messages())
                .containsExactly("3:23: com/acme/model.jacobi has no function 'h'; it has f, g");
    }

    private static String formula(String methods) {
        return "package com.acme;\nimport dev.jacobi.*;\npublic interface Pricing {\n" + methods + "\n}\n";
    }

    @Test
    void aFormulaStandsOnAMethod() throws Exception {
        String text = formula("""
                @JacobiFormula("x^2 * y") double value(double x, double y);
                double gradient(double x, double y, double[] gradient);
                default double twice(double x, double y) { return 2 * value(x, y); }
                static int one() { return 1; }""");
        assertThat(value(compile(text, "-Werror"))).isEqualTo(45);
        assertThat(compile(text).generated("com/acme/PricingJacobi.java"))
                .contains("public double gradient(double x, double y, double[] gradient)")
                .doesNotContain("twice");
    }

    @Test
    void methodsThatFitNothingAreErrorsAtThemselvesAllAtOnce() throws Exception {
        assertThat(compile(formula("""
                        @JacobiFormula("x^2 * y") double value(double y, double x);
                        double gradient(double x, double y);
                        double loss(double x, double y);
                        java.util.List<String> hessian(java.util.List<String> x);""")).messages())
                .containsExactlyInAnyOrder(
                        "4:34: Pricing.value(double, double): parameter 1 is called 'y', but the function's is 'x'; parameters go by "
                                + "order, and the function's are [x, y]",
                        "5:8: Pricing.gradient(double, double) must take 2 doubles, for [x, y] and [], then 1 arrays of double",
                        "6:8: Pricing.loss(double, double) is called like no entry point; those are [value, gradient, jacobian, "
                                + "hessian, jvp, vjp, hessianVectorProduct]",
                        "7:24: Pricing.hessian(List) must take 2 doubles, for [x, y] and [], then 1 arrays of double");
    }

    @Test
    void methodsOfOtherInterfacesAreImplementedToo() throws Exception {
        write(folder.resolve("src/com/acme/Base.java"), """
                package com.acme;
                public interface Base<T> {
                    double value(double a, double b);
                    double gradient(T x, double y, double[] g);
                }""");
        assertThat(compile("""
                        package com.acme;
                        @dev.jacobi.JacobiFormula("x^2 * y")
                        public interface Pricing extends Base<String> { }""").messages())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("2:27: Base.gradient(Object, double, double[]) must take 2 doubles");
        write(
                folder.resolve("src/com/acme/Base.java"),
                "package com.acme;\npublic interface Base<T> {\n"
                        + "double value(double a, double b); double other(double a);}");
        assertThat(value(compile("""
                        package com.acme;
                        @dev.jacobi.JacobiFormula("x^2 * y")
                        public interface Pricing extends Base<String> {
                            default double other(double a) { return a; }
                        }"""))).isEqualTo(45);
    }

    @Test
    void interfacesInsideOthersHaveTheirNamesToo() throws Exception {
        Compilation compilation = compile("""
                package com.acme;
                public class Pricing {
                    @dev.jacobi.JacobiFormula("x")
                    public interface Inner { double value(double x); }
                    public static double call() { return Pricing_InnerJacobi.INSTANCE.value(7); }
                }""");
        assertThat(compilation.messages()).isEmpty();
        assertThat(compilation.load("com.acme.Pricing").getMethod("call").invoke(null))
                .isEqualTo(7.0);
    }

    @ParameterizedTest
    @CsvSource({
        "interface, com.acme.Pricing is not a public",
        "public abstract class, com.acme.Pricing is not a public",
        "public @interface, com.acme.Pricing is not a public"
    })
    void onlyPublicInterfacesAreImplemented(String kind, String message) throws Exception {
        write(
                folder.resolve("src/com/acme/Pricing.java"),
                "package com.acme;\n@dev.jacobi.JacobiFormula(\"1\")\n" + kind + " Pricing { }");
        assertThat(Compilation.of(folder).messages())
                .hasSize(1)
                .first()
                .asString()
                .contains(message);
    }

    @Test
    void whatTheCompilerItselfReportsIsSaidOnce() throws Exception {
        assertThat(compile(PRICING.replace("(\"model.jacobi\")", "")).messages())
                .hasSize(1)
                .first()
                .asString()
                .contains("missing a default value");
        assertThat(compile(PRICING.replace("\"model.jacobi\"", "Nothing.AT_ALL"))
                        .messages())
                .allMatch(message -> !message.contains("Jacobi itself"));
    }

    @Test
    void twoFormulasForOneInterfaceAreAnError() throws Exception {
        assertThat(compile(formula("""
                        @JacobiFormula("x") double value(double x);
                        @JacobiFormula("x") double gradient(double x, double[] g);""")).messages())
                .containsExactly("5:16: one formula implements an interface; leave this one out, or the other");
    }

    @Test
    void limitsAreErrorsAndNothingEscapes() throws Exception {
        List<String> messages = compile(
                        formula("@JacobiFormula(\"" + "(".repeat(20_000) + "x\") double value(double x);"))
                .messages();
        assertThat(messages)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("4:16: <formula>:1:")
                .doesNotContain("itself failed");
    }

    @Test
    void aMistakeOfJacobisOwnIsAnErrorThatAsksForAReport() throws Exception {
        write(folder.resolve("src/com/acme/Pricing.java"), formula("@JacobiFormula(\"x\") double value(double x);"));
        assertThat(Compilation.of(folder, new WithoutFiler()).messages())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "4:16: Jacobi itself failed; please report this with the formula: java.lang.NullPointerException");
    }

    /** The processor in a compiler that is broken. */
    private static final class WithoutFiler extends AbstractProcessor {
        private final JacobiProcessor processor = new JacobiProcessor();

        @Override
        public void init(ProcessingEnvironment compiler) {
            Object broken = Proxy.newProxyInstance(
                    WithoutFiler.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getFiler") ? null : method.invoke(compiler, arguments));
            processor.init((ProcessingEnvironment) broken);
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }

    @Test
    void compilersAndGradleFindTheProcessorByItsNameInTheCommandLineJar() throws Exception {
        Path cli = Path.of("src/cli/META-INF");
        assertThat(cli.resolve("services/javax.annotation.processing.Processor"))
                .content()
                .isEqualToIgnoringNewLines(JacobiProcessor.class.getName());
        assertThat(cli.resolve("gradle/incremental.annotation.processors"))
                .content()
                .isEqualToIgnoringNewLines(JacobiProcessor.class.getName() + ",isolating");
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .as("who has the library on the class path has no processor there")
                .doesNotContain(JacobiProcessor.class);
    }
}
