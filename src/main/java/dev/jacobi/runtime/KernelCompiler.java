package dev.jacobi.runtime;

import dev.jacobi.diag.Backend;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.KernelSource;
import dev.jacobi.emit.LoopKernelSource;
import dev.jacobi.program.LoopCosts;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.program.Program;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Turns a program into a class that runs, with a loader of its own. */
public final class KernelCompiler {
    /**
     * Janino's loader asks its parent first, so that every class needs a name of its own. Numbers of one length: how many bytes a class has
     * depends on nothing but its formula.
     */
    private static final AtomicLong NUMBER = new AtomicLong(1_000_000_000);

    private static final ClassLoader BASE = new KernelLoader.Base();

    private KernelCompiler() {}

    /** A compiled program, the source that was compiled, and what running it takes. */
    public record Compiled(Kernel kernel, String source, LoopCosts costs) {}

    /** Compiles a program with the options' backend. */
    public static Compiled compile(Program program, Options options) {
        String className = newName();
        String source = KernelSource.write(className, Kernel.class, program, options.strictMath());
        return compile(className, source, LoopCosts.ofNumbers(program), options);
    }

    /** Compiles a program with loops. */
    public static Compiled compile(LoopProgram program, LoopKernelSource.Shapes shapes, Options options) {
        String className = newName();
        String source = LoopKernelSource.write(className, Kernel.class, program, shapes, options.strictMath());
        LoopCosts costs = LoopCosts.of(program, shapes.sizes(), shapes.integers());
        return compile(className, source, costs, options);
    }

    private static String newName() {
        return "Kernel" + NUMBER.incrementAndGet();
    }

    /**
     * Compiles a program whose results take the place of its first variables.
     *
     * @param arrays how many variables are arrays
     * @param numbers how many numbers follow them
     */
    public static InPlaceKernel compileInPlace(LoopProgram program, int arrays, int numbers, Options options) {
        String className = newName();
        String source = LoopKernelSource.writeInPlace(
                className, InPlaceKernel.class, program, arrays, numbers, options.strictMath());
        return instance(InPlaceKernel.class, className, source, options);
    }

    private static Compiled compile(String className, String source, LoopCosts costs, Options options) {
        return new Compiled(instance(Kernel.class, className, source, options), source, costs);
    }

    private static <K> K instance(Class<K> kernel, String className, String source, Options options) {
        String name = kernel.getPackageName() + ".generated." + className;
        ExternalClasses externals = new ExternalClasses(options.externals(), source);
        Map<String, byte[]> classes = compiler(options.backend()).compile(name, source, BASE, externals.stubs());
        check(classes, externals.methods(), options);
        try {
            Class<?> type = new KernelLoader(classes, externals.loader(BASE)).loadClass(name);
            return kernel.cast(type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new JacobiException(ErrorCode.INTERNAL, "a generated class could not be loaded: " + e, e);
        }
    }

    /** Checks class files before they are loaded: what they may call, and how long they may be. */
    static void check(Map<String, byte[]> classes, Set<String> alsoAllowed, Options options) {
        check(classes, alsoAllowed, 0, options);
    }

    /** As {@link #check(Map, Set, Options)}, for classes with this many fields. */
    static void check(Map<String, byte[]> classes, Set<String> alsoAllowed, int fields, Options options) {
        for (byte[] bytes : classes.values()) {
            if (bytes.length > options.limits().classBytes()) {
                throw new JacobiException(
                        ErrorCode.LIMIT,
                        "the compiled class has " + bytes.length + " bytes, the limit Limits.classBytes is "
                                + options.limits().classBytes());
            }
            ClassCheck.check(bytes, alsoAllowed, fields);
        }
    }

    private static SourceCompiler compiler(Backend backend) {
        return switch (backend) {
            case JANINO -> new JaninoCompiler();
            case JAVAC -> JavacCompiler.ofThisJvm();
        };
    }
}
