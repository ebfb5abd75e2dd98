package dev.jacobi;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.FpCoreReader;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Imports FPCore, the format of FPBench and Herbie.
 *
 * <pre>{@code
 * String text = FpCore.toJacobi("sphere.fpcore", "(FPCore (x y) (sqrt (+ (* x x) (* y y))))");
 * CompiledFunction f = Jacobi.compile(text);
 * }</pre>
 */
public final class FpCore {
    private FpCore() {}

    /**
     * The functions of an FPCore text as a text of our language, within {@link Limits#defaults()}.
     *
     * @param name what messages call the text: a file's path, say
     * @throws JacobiException with all mistakes of the text, and all that our language cannot say, each with its place
     */
    public static String toJacobi(String name, String text) {
        return toJacobi(List.of(new SourceText(name, text)), Limits.defaults());
    }

    /**
     * The functions of several FPCore texts as one text of our language. Functions of one name get different ones.
     *
     * @throws JacobiException with all mistakes of all texts, and all that our language cannot say, each with its place
     */
    public static String toJacobi(List<SourceText> sources, Limits limits) {
        FpCoreReader reader = new FpCoreReader(limits);
        StringJoiner files = new StringJoiner("\n");
        List<Diagnostic> mistakes = new ArrayList<>();
        for (SourceText source : sources) {
            try {
                files.add(TreePrinter.print(reader.read(source)));
            } catch (JacobiException e) {
                mistakes.addAll(e.diagnostics());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new JacobiException(mistakes);
        }
        return files.toString();
    }
}
