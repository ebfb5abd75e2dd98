package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that a function declares and does not use: no mistakes, but seldom meant. A name that begins with {@code _} is meant. */
public final class Unused {
    private final SourceFile file;
    private final List<Diagnostic> found = new ArrayList<>();

    private Unused(SourceFile file) {
        this.file = file;
    }

    /** All that a file declares and does not use, in the order of the text. */
    public static List<Diagnostic> in(SourceFile file) {
        Unused unused = new Unused(file);
        file.functions().stream().filter(f -> f.variables() != null).forEach(unused::look);
        return unused.found;
    }

    private void look(Function function) {
        Set<String> used = used(function);
        for (Parameter variable : function.variables()) {
            parameter(variable, used, "the variable", ", so that its derivatives are 0");
        }
        for (Parameter data : function.data()) {
            parameter(data, used, "the data", "");
        }
        for (Binding binding : function.bindings()) {
            // Of several results, those that are not needed need a name all the same.
            if (binding.names().stream().noneMatch(name -> isUsed(name.name(), used))) {
                Parameter first = binding.names().get(0);
                report(first.span(), "the binding '" + first.name() + "' is not used");
            }
        }
    }

    private void parameter(Parameter parameter, Set<String> used, String what, String effect) {
        boolean givesSize = parameter.shape().stream()
                .anyMatch(extent -> names(extent, new HashSet<>()).stream().anyMatch(used::contains));
        if (!isUsed(parameter.name(), used) && !givesSize) {
            report(parameter.span(), what + " '" + parameter.name() + "' is not used" + effect);
        }
    }

    private static boolean isUsed(String name, Set<String> used) {
        return used.contains(name) || name.startsWith("_");
    }

    private void report(Span span, String message) {
        found.add(new Diagnostic(ErrorCode.NAME, file.source(), span, message, null));
    }

    private static Set<String> used(Function function) {
        Set<String> used = new HashSet<>();
        for (Binding binding : function.bindings()) {
            names(binding.value(), used);
            binding.axes().forEach(axes -> axes.forEach(axis -> axis.bounds().forEach(bound -> names(bound, used))));
        }
        function.results().forEach(result -> names(result, used));
        return used;
    }

    private static Set<String> names(Expr root, Set<String> into) {
        for (Expr part : Expr.postorder(root)) {
            if (part instanceof Expr.Name name) {
                into.add(name.name());
            }
        }
        return into;
    }
}
