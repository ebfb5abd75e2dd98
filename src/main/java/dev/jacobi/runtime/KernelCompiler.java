package dev.jacobi.runtime;

import dev.jacobi.diag.Backend;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.KernelSource;
import dev.jacobi.program.Program;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Turns a program into a class that runs, with a loader of its own. */
public final class KernelCompiler {
    /** Janino's loader asks its parent first, so that every class needs a name of its own. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private static final ClassLoader BASE = new KernelLoader.Base();

    private KernelCompiler() {}

    /** A compiled program and the source that was compiled. */
    public record Compiled(Kernel kernel, String source, int workSize) {}

    /** Compiles a program with the options' backend. */
    public static Compiled compile(Program program, Options options) {
        String className = "Kernel" + NUMBER.incrementAndGet();
        String source = KernelSource.write(className, Kernel.class, program, options.strictMath());
        String name = Kernel.class.getPackageName() + ".generated." + className;
        Map<String, byte[]> classes = compiler(options.backend()).compile(name, source, BASE);
        check(classes, Set.of(), options);
        try {
            Class<?> type = new KernelLoader(classes, BASE).loadClass(name);
            return new Compiled((Kernel) type.getDeclaredConstructor().newInstance(), source, program.workSize());
        } catch (ReflectiveOperationException e) {
            throw new JacobiException(ErrorCode.INTERNAL, "a generated class could not be loaded: " + e, e);
        }
    }

    /** Checks class files before they are loaded: what they may call, and how long they may be. */
    static void check(Map<String, byte[]> classes, Set<String> alsoAllowed, Options options) {
        for (byte[] bytes : classes.values()) {
            if (bytes.length > options.limits().classBytes()) {
                throw new JacobiException(
                        ErrorCode.LIMIT,
                        "the compiled class has " + bytes.length + " bytes, the limit Limits.classBytes is "
                                + options.limits().classBytes());
            }
            ClassCheck.check(bytes, alsoAllowed);
        }
    }

    private static SourceCompiler compiler(Backend backend) {
        return switch (backend) {
            case JANINO -> new JaninoCompiler();
            case JAVAC -> JavacCompiler.ofThisJvm();
        };
    }
}
