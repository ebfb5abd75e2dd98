package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.FpCoreBody.Value;
import dev.jacobi.syntax.FpCoreForm.Atom;
import dev.jacobi.syntax.FpCoreForm.Group;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads FPCore, the format of FPBench, into functions of our language. An FPCore becomes one function: its arguments are
 * the variables, each {@code let} becomes bindings, and what is said about it its documentation. What our language
 * cannot say is refused with its place, never replaced by something near.
 *
 * <p>The functions are those of the language: {@code pow} is {@code ^}, so that an integer exponent means a product, and
 * {@code pow(1, nan)} is NaN as in Java. No form needs the thread's stack; the {@link Limits} on text, tokens, nesting
 * (of lists) and variables hold as for {@link Parser}.
 */
public final class FpCoreReader {
    /** The longest name that is made of a title. */
    private static final int NAME_LENGTH = 60;

    private final Limits limits;
    private final FpCoreNames functionNames = FpCoreNames.ofFunctions(FpCoreOperations.CALLED);

    /** A reader of several texts, whose functions all get different names. */
    public FpCoreReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * The functions of a text.
     *
     * @throws JacobiException with all mistakes of the text, and all that cannot be imported
     */
    public static SourceFile read(SourceText source, Limits limits) {
        return new FpCoreReader(limits).read(source);
    }

    /**
     * The functions of the next text.
     *
     * @throws JacobiException with all mistakes of the text, and all that cannot be imported
     */
    public SourceFile read(SourceText source) {
        Diagnostics diagnostics = new Diagnostics(source);
        List<Function> functions = new ArrayList<>();
        List<FpCoreForm> forms = FpCoreScanner.read(diagnostics, limits);
        if (forms.isEmpty()) {
            diagnostics.report(ErrorCode.SYNTAX, new Span(0, 0), "found no FPCore, expected (FPCore (x ...) ...)");
        }
        for (FpCoreForm form : forms) {
            if (form instanceof Group core && core.head().equals("FPCore")) {
                Function function = function(core, diagnostics);
                if (function != null) {
                    functions.add(function);
                }
            } else {
                diagnostics.report(ErrorCode.SYNTAX, form.span(), "expected (FPCore (x ...) ...)");
            }
        }
        diagnostics.throwIfAny();
        return new SourceFile(source, null, List.of(), List.copyOf(functions));
    }

    /** The function, or null after a mistake. */
    private Function function(Group core, Diagnostics diagnostics) {
        FpCoreBody body = new FpCoreBody(diagnostics, limits);
        FpCoreProperties properties = new FpCoreProperties(body);
        FpCoreExpressions expressions = new FpCoreExpressions(body, properties);
        Atom symbol = core.items().size() > 1 && core.items().get(1) instanceof Atom atom ? atom : null;
        int at = symbol == null ? 1 : 2;
        if (core.items().size() <= at || !(core.items().get(at) instanceof Group list)) {
            diagnostics.report(ErrorCode.SYNTAX, core.items().get(0).span(), "expected a list of arguments");
            return null;
        }
        List<Parameter> arguments = arguments(list, body, properties, expressions);
        if (!properties.readOwn(core, at + 1)) {
            return null;
        }
        FpCoreForm last = core.items().get(core.items().size() - 1);
        Value result = expressions.translate(last);
        if (result.condition()) {
            result = body.mistake(ErrorCode.TYPE, last.span(), "the result must be a number, found a condition");
        }
        if (result.isMistake() || arguments == null) {
            return null;
        }
        String name = name(symbol, properties);
        String documentation = new FpCoreNotes(properties, body, symbol).text();
        Span nameSpan = (symbol == null ? core.items().get(0) : symbol).span();
        return new Function(
                core.span(),
                documentation,
                name,
                nameSpan,
                arguments,
                List.of(),
                body.bindings(),
                List.of(result.expr()));
    }

    private String name(Atom symbol, FpCoreProperties properties) {
        String title = properties.own(":name", NAME_LENGTH);
        String wish = symbol != null ? symbol.text() : title == null ? "f" : FpCoreNames.ofWords(title, NAME_LENGTH);
        return functionNames.declare(wish);
    }

    /** The arguments, declared; null after a mistake. */
    private List<Parameter> arguments(
            Group list, FpCoreBody body, FpCoreProperties properties, FpCoreExpressions expressions) {
        if (list.items().size() > limits.variables()) {
            String message = "limit of " + limits.variables() + " parameters of one function exceeded: found "
                    + list.items().size();
            body.mistake(ErrorCode.LIMIT, list.span(), message);
            return null;
        }
        Set<String> seen = new HashSet<>();
        List<Parameter> arguments = new ArrayList<>();
        boolean good = true;
        for (FpCoreForm form : list.items()) {
            Atom argument = argument(form, body, properties);
            if (argument == null) {
                good = false;
            } else if (!seen.add(argument.text())) {
                body.mistake(ErrorCode.NAME, argument.span(), "the argument '" + argument.text() + "' stands twice");
                good = false;
            } else {
                String name = body.names().declare(argument.text());
                arguments.add(new Parameter(argument.span(), name));
                expressions.enter(argument.text(), body.name(argument.span(), name, false));
            }
        }
        return good ? arguments : null;
    }

    /** The name in {@code x} or in {@code (! :precision binary64 x)}; null after a mistake. */
    private static Atom argument(FpCoreForm form, FpCoreBody body, FpCoreProperties properties) {
        FpCoreForm inner = form;
        if (form instanceof Group group && group.head().equals("!")) {
            if (!properties.annotation(group)) {
                return null;
            }
            inner = group.items().get(group.items().size() - 1);
        } else if (form instanceof Group group && !group.head().isEmpty()) {
            body.mistake(ErrorCode.UNSUPPORTED, form.span(), "'" + group.head() + "': arrays cannot be imported");
            return null;
        }
        if (inner instanceof Atom atom && !atom.isProperty() && !FpCoreNumber.looksLike(atom.text())) {
            return atom;
        }
        body.mistake(ErrorCode.SYNTAX, inner.span(), "expected the name of an argument");
        return null;
    }
}
