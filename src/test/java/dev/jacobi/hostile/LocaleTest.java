package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Formula;
import dev.jacobi.Jacobi;
import dev.jacobi.SourceGenerator;
import dev.jacobi.cli.Main;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comma in numbers, an i without a dot, other digits, another zone or encoding: no byte of any output changes. */
@Isolated
class LocaleTest {
    private static final String FORMULA =
            "function initialIII(i, I; TITLE) = i^2*1234567.891 + sin(I)/1e-7 - asinh(TITLE)*if(i < I) then 0.5 else 1e10"
                            .replace("if(i < I)", "(if i < I")
                    + ")";

    /** Everything that Jacobi writes about a formula. */
    static String everything() {
        StringBuilder all = new StringBuilder();
        CompiledFunction f = Jacobi.compile(FORMULA).bind("TITLE", 0.5);
        double[] g = new double[2];
        all.append(f.gradient(new double[] {1.5, 2.5}, g)).append(Arrays.toString(g));
        all.append(f.source(Derivative.HESSIAN).replaceAll("Kernel\\d+", "Kernel"));
        SourceGenerator.generate(
                        new SourceText("f.jacobi", "/** \u0130\u0131 */ " + FORMULA),
                        "com.acme.title",
                        EnumSet.allOf(Derivative.class),
                        Options.defaults())
                .forEach(source -> all.append(source.path()).append(source.text()));
        Formula formula = Formula.parse(FORMULA).differentiate("i").simplify();
        all.append(formula).append(formula.toLatex());
        for (String format : new String[] {"text", "json"}) {
            all.append(
                    cli("evaluate", FORMULA, "i=1.5", "I=1234567.25", "TITLE=1e-9", "--gradient", "--format", format));
        }
        all.append(cli("differentiate", "i^2.5*1e7/3", "--wrt", "i"))
                .append(cli("explain", "sin(i)*i^2", "--wrt", "i"));
        all.append(cli("evaluate", "1,5*x", "x=2")).append(cli("--help")).append(cli("evaluate", "x", "x=1,5"));
        all.append(cli("evaluate", "x*\u0661", "x=\u0661"));
        return all.toString();
    }

    private static String cli(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(new ByteArrayInputStream(new byte[0]), out, err, args);
        return exit + out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tr-TR", "de-DE", "ar-EG", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai"})
    void noOutputDependsOnTheLocaleOrTheZone(String tag) {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String expected = everything();
            assertThat(expected).contains("TITLE", "InitialIII", "class Kernel");
            Locale.setDefault(Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(everything()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    /** In a JVM of its own, since the encoding is read at its start. */
    @Test
    void noOutputDependsOnTheEncoding(@TempDir Path directory) throws Exception {
        String[] outputs = new String[2];
        String[] encodings = {"UTF-8", "US-ASCII"};
        for (int i = 0; i < 2; i++) {
            Path out = directory.resolve(encodings[i]);
            ForkedJvm.run(
                    LocaleTest.class,
                    directory,
                    "-Dfile.encoding=" + encodings[i],
                    "-Duser.language=tr",
                    "-Djacobi.test.out=" + out);
            outputs[i] = Files.readString(out);
        }
        assertThat(outputs[1]).isEqualTo(outputs[0]);
    }

    /** Writes everything into a file. */
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of(System.getProperty("jacobi.test.out")), everything());
    }
}
