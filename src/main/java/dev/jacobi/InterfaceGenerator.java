package dev.jacobi;

import static dev.jacobi.UserInterface.misfit;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.emit.ImplementationSource;
import dev.jacobi.emit.Library;
import dev.jacobi.emit.UserCall;
import dev.jacobi.emit.UserMethod;
import dev.jacobi.graph.FunctionGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generates a class for a build that implements an interface of the user's, as the object of {@link CompiledFunction#as} does at run
 * time: the same methods fit, and they give the same bits. The class depends on nothing but the JDK and the interface. Where the
 * run-time object throws a {@link JacobiException} for a wrong argument, the class throws an {@link IllegalArgumentException} or an
 * {@link IndexOutOfBoundsException}.
 */
public final class InterfaceGenerator {
    private final FunctionGraph function;
    private final FunctionGraph flat;
    private final Options options;
    private final List<Given> given;
    private final List<UserCall> calls = new ArrayList<>();

    private InterfaceGenerator(FunctionGraph function, Options options) {
        this.function = function;
        this.options = options;
        this.flat = Compiler.flat(function);
        this.given = Given.of(function, Bound.nothing(function));
    }

    /**
     * A generator for one function of a text.
     *
     * @param name the function's name, or null for the last one of the text
     * @param resolver where the text's imports are found
     * @throws JacobiException with every mistake of the text, or where it has no such function
     */
    public static InterfaceGenerator of(SourceText source, String name, Options options, ImportResolver resolver) {
        List<FunctionGraph> functions = Linker.link(source, resolver, options);
        if (name == null) {
            return new InterfaceGenerator(functions.get(functions.size() - 1), options);
        }
        return functions.stream()
                .filter(function -> name.equals(function.name()))
                .findFirst()
                .map(function -> new InterfaceGenerator(function, options))
                .orElseThrow(() -> new JacobiException(
                        ErrorCode.NAME,
                        source.name() + " has no function '" + name + "'; it has "
                                + functions.stream().map(FunctionGraph::name).collect(Collectors.joining(", "))));
    }

    /**
     * Adds a method of the interface.
     *
     * @throws JacobiException where it fits no entry point, saying which parameter is wrong and what is expected
     */
    public void add(UserMethod method) {
        UserCall call = function.hasArrays()
                ? Fitting.ofArrays(method, LoopCompiler.isNumber(function), given)
                : Fitting.ofNumbers(method, function);
        if (call.flattened() && function.sizes().size() > 1) {
            throw misfit(method.text() + ": the sizes " + String.join(", ", function.sizes())
                    + " cannot be told apart by the length of one array; take each variable by its name");
        }
        Compiler.checkOutputs(function, call.derivative(), options);
        calls.add(call);
    }

    /**
     * The source.
     *
     * @param packageName the package of the interface and of the class; empty for none
     * @param className the simple name of the class
     * @param type the simple names of the interface and of the types round it, from the outermost on
     * @throws JacobiException where the derivatives cross a limit
     */
    public JavaSource write(String packageName, String className, List<String> type) {
        Set<Derivative> derivatives = EnumSet.noneOf(Derivative.class);
        calls.forEach(call -> derivatives.add(call.derivative()));
        Library library = flat.hasArrays()
                ? SourceGenerator.loops(function, packageName, derivatives, options, null)
                : SourceGenerator.numbers(function, flat, packageName, derivatives, options);
        ImplementationSource source = new ImplementationSource(packageName, className, type, library, calls);
        return new JavaSource(packageName, className, source.write());
    }
}
