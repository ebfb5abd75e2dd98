package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.emit.FormulaText;
import dev.jacobi.emit.Input;
import dev.jacobi.emit.LibrarySource;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.emit.LoopLibrarySource;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.program.Program;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.Unused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Generates Java sources for a build: one final class a function, which depends on nothing but the JDK. */
public final class SourceGenerator {
    private SourceGenerator() {}

    /** As the other method, for a file that imports nothing. */
    public static List<JavaSource> generate(
            SourceText source, String defaultPackage, Set<Derivative> derivatives, Options options) {
        return generate(source, defaultPackage, derivatives, options, ImportResolver.NONE);
    }

    /** As the last method, without a step of an optimiser. */
    public static List<JavaSource> generate(
            SourceText source,
            String defaultPackage,
            Set<Derivative> derivatives,
            Options options,
            ImportResolver resolver) {
        return generate(source, defaultPackage, derivatives, options, resolver, null);
    }

    /**
     * The sources of all functions of a file, in order. Each has its value; a function with several results has its Jacobian where a
     * gradient or a Hessian is asked for, or with arrays the products with it.
     *
     * @param derivatives of functions that do not say themselves, as in {@code @derivatives(gradient, hessian)}
     * @param defaultPackage the package where the file declares none; empty for none
     * @param resolver where the file's imports are found; no source is generated for those
     * @param step what a method {@code step} does in the class of each function that gives one number, or null for none
     * @throws dev.jacobi.diag.JacobiException with every mistake of the file
     */
    public static List<JavaSource> generate(
            SourceText source,
            String defaultPackage,
            Set<Derivative> derivatives,
            Options options,
            ImportResolver resolver,
            StepFormula step) {
        SourceFile file = Parser.parse(source, options.limits());
        checkNames(file);
        String packageName = file.packageName() != null ? file.packageName() : defaultPackage;
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw new JacobiException(
                    ErrorCode.NAME,
                    "'" + packageName + "' cannot be the name of a package; declare another: package com.acme");
        }
        if (DeviceNames.isIn(packageName.replace('.', '/'))) {
            throw new JacobiException(
                    ErrorCode.NAME,
                    "'" + packageName
                            + "' has a part that Windows keeps for a device, so that no folder may have its name; "
                            + "declare another package");
        }
        List<FunctionGraph> functions = Linker.link(file, resolver, options);
        if (step != null && functions.stream().noneMatch(LoopCompiler::isNumber)) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    source.name() + ": no function here gives one number, as the loss of an optimiser does; "
                            + "add one, or leave the optimiser out");
        }
        List<JavaSource> sources = new ArrayList<>();
        for (FunctionGraph function : functions) {
            Set<Derivative> own = function.origin().tree().derivatives();
            sources.add(generate(function, packageName, own.isEmpty() ? derivatives : own, options, step));
        }
        return sources;
    }

    /** What a file says and probably does not mean: the names that it declares and does not use. For files that {@link #generate} takes. */
    public static List<Diagnostic> warnings(SourceText source, Options options) {
        return Unused.in(Parser.parse(source, options.limits()));
    }

    /** Every function needs a name, and no two classes may share a file, even where file names ignore case. */
    private static void checkNames(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics(file.source());
        Set<String> classes = new HashSet<>();
        for (Function function : file.functions()) {
            if (function.name() == null) {
                diagnostics.report(
                        ErrorCode.NAME, function.span(), "a class needs a name; write function name(x, ...) = ...");
            } else if (DeviceNames.isDevice(function.name())) {
                diagnostics.report(
                        ErrorCode.NAME,
                        function.nameSpan(),
                        "Windows keeps the name '" + function.name()
                                + "' for a device, so that no file may have it; rename the function");
            } else if (!classes.add(function.name().toLowerCase(Locale.ROOT))) {
                diagnostics.report(
                        ErrorCode.NAME,
                        function.nameSpan(),
                        "another function's class has the same file name, upper and lower case aside");
            }
        }
        diagnostics.throwIfAny();
    }

    private static JavaSource generate(
            FunctionGraph function,
            String packageName,
            Set<Derivative> derivatives,
            Options options,
            StepFormula step) {
        FunctionGraph flat = Compiler.flat(function);
        StepFormula own = LoopCompiler.isNumber(function) ? step : null;
        if (flat.hasArrays() || own != null) {
            LoopLibrarySource library =
                    loops(function, packageName, applicableToArrays(derivatives, function), options, own);
            return new JavaSource(packageName, library.className(), library.write());
        }
        LibrarySource library = numbers(
                function,
                flat,
                packageName,
                applicable(derivatives, flat.results().size()),
                options);
        return new JavaSource(packageName, library.className(), library.write());
    }

    /** @param flat the function with each element of an array as a parameter of its own */
    static LibrarySource numbers(
            FunctionGraph declared,
            FunctionGraph flat,
            String packageName,
            Set<Derivative> derivatives,
            Options options) {
        Map<Derivative, Compiler.Differentiated> simplified = new EnumMap<>(Derivative.class);
        for (Derivative derivative : derivatives) {
            simplified.put(derivative, Compiler.simplify(Compiler.differentiate(flat, derivative, options), options));
        }
        Compiler.checkConstants(simplified.values(), options);
        Map<Derivative, Program> programs = new EnumMap<>(Derivative.class);
        simplified.forEach(
                (derivative, graphs) -> programs.put(derivative, Compiler.program(graphs, derivative, graphs.names())));
        return new LibrarySource(
                packageName,
                flat.name(),
                FormulaText.of(flat.origin().tree()),
                inputs(declared, Role.VARIABLE),
                inputs(declared, Role.DATA),
                flat.results().size(),
                programs,
                options.strictMath());
    }

    private static List<Input> inputs(FunctionGraph function, Role role) {
        List<Input> inputs = new ArrayList<>();
        for (FunctionGraph.Parameter parameter : function.parameters()) {
            if (parameter.role() == role) {
                inputs.add(input(parameter));
            }
        }
        return inputs;
    }

    private static Input input(FunctionGraph.Parameter parameter) {
        if (!parameter.node().is(Op.ARRAY)) {
            return Input.number(parameter.name());
        }
        List<Integer> extents =
                Loops.extents(parameter.node()).stream().map(Node::integer).toList();
        String shape = String.join(", ", extents.stream().map(Object::toString).toList());
        int length = extents.stream().reduce(1, Math::multiplyExact);
        return new Input(parameter.name(), parameter.name() + "[" + shape + "]", length);
    }

    static LoopLibrarySource loops(
            FunctionGraph function,
            String packageName,
            Set<Derivative> derivatives,
            Options options,
            StepFormula step) {
        List<Compiler.Differentiated> simplified = new ArrayList<>();
        List<LoopEntry> entries = new ArrayList<>();
        for (Derivative derivative : derivatives) {
            boolean sparse = derivative == Derivative.SPARSE_JACOBIAN;
            Compiler.Differentiated graphs = Compiler.simplify(
                    sparse
                            ? SparseRows.differentiate(function, options)
                            : Compiler.differentiate(function, derivative, options),
                    options);
            simplified.add(graphs);
            entries.add(LoopCompiler.entry(function, graphs, derivative));
            entries.addAll(sparse ? SparseRows.structure(function, options) : List.of());
        }
        Compiler.checkConstants(simplified, options);
        return new LoopLibrarySource(
                packageName,
                function,
                entries,
                step == null ? null : step.ofLoss(function, options),
                options.strictMath());
    }

    /** Of a function with arrays; where its result is no single number, its products stand for gradient and Hessian. */
    private static Set<Derivative> applicableToArrays(Set<Derivative> wanted, FunctionGraph function) {
        EnumSet<Derivative> applicable = EnumSet.of(Derivative.VALUE);
        boolean number = LoopCompiler.isNumber(function);
        for (Derivative derivative : wanted) {
            if (derivative == Derivative.SPARSE_HESSIAN && number) {
                throw new JacobiException(
                        ErrorCode.UNSUPPORTED,
                        "no sparse Hessian is generated for function '" + function.name()
                                + "' yet; ask for hessian or hessian-vector-product, or use sparseHessian of the library");
            }
            if (derivative.isOfNumber() && !number) {
                applicable.addAll(Set.of(Derivative.JVP, Derivative.VJP));
            } else {
                applicable.add(derivative);
            }
        }
        return applicable;
    }

    private static Set<Derivative> applicable(Set<Derivative> wanted, int results) {
        EnumSet<Derivative> applicable = EnumSet.of(Derivative.VALUE);
        for (Derivative derivative : wanted) {
            boolean matrix = derivative == Derivative.SPARSE_JACOBIAN || derivative.isOfNumber() && results > 1;
            Derivative dense = derivative == Derivative.SPARSE_HESSIAN ? Derivative.HESSIAN : derivative;
            applicable.add(matrix ? Derivative.JACOBIAN : dense);
        }
        return applicable;
    }
}
