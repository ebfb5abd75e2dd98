package dev.jacobi.runtime;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The JDK's compiler, in memory. Reads and writes no file and ignores the class path. */
final class JavacCompiler implements SourceCompiler {
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xlint:none", "-nowarn", "-g:none", "-implicit:none");

    /** Bytes; javac walks what it reads by recursion. */
    private static final long STACK = 8L << 20;

    private final JavaCompiler javac;

    private JavacCompiler(JavaCompiler javac) {
        this.javac = javac;
    }

    static JavacCompiler ofThisJvm() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new JacobiException(ErrorCode.ARGUMENT, "this JVM has no javac; choose another Options.backend");
        }
        return new JavacCompiler(javac);
    }

    /**
     * Compiles on a thread of its own: an interrupt of the caller's would close the channel through which javac reads the JDK's classes,
     * for everybody, and the caller's stack may be small. An interrupt meanwhile is kept for the caller.
     */
    @Override
    public Map<String, byte[]> compile(String name, String source, ClassLoader parent, Map<String, String> stubs) {
        FutureTask<Map<String, byte[]>> task = new FutureTask<>(() -> compile(name, source, stubs));
        Thread thread = new Thread(null, task, "jacobi-javac", STACK);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JacobiException failure) {
                throw failure;
            }
            throw new JacobiException(ErrorCode.INTERNAL, "javac failed: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Map<String, byte[]> compile(String name, String source, Map<String, String> stubs) {
        StringWriter messages = new StringWriter();
        List<Text> texts = new ArrayList<>(List.of(new Text(name, source)));
        stubs.forEach((stub, text) -> texts.add(new Text(stub, text)));
        try (Memory memory = new Memory(javac.getStandardFileManager(null, null, null))) {
            boolean compiled =
                    javac.getTask(messages, memory, null, OPTIONS, null, texts).call();
            if (!compiled) {
                throw new JacobiException(ErrorCode.INTERNAL, "javac refused generated code: " + messages);
            }
            return memory.classes(name);
        } catch (IOException e) {
            throw new JacobiException(ErrorCode.INTERNAL, "javac failed: " + e.getMessage(), e);
        }
    }

    private static URI address(String name, JavaFileObject.Kind kind) {
        return URI.create("memory:///" + name.replace('.', '/') + kind.extension);
    }

    /** The text to compile. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(address(name, Kind.SOURCE), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class file: written by javac, or one of the interfaces that generated code implements. */
    private static final class ClassFile extends SimpleJavaFileObject {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassFile(String name) {
            super(address(name, Kind.CLASS), Kind.CLASS);
            this.name = name;
        }

        static List<JavaFileObject> ofKernels() throws IOException {
            List<JavaFileObject> kernels = new ArrayList<>();
            for (Class<?> type : KernelLoader.KERNELS) {
                ClassFile kernel = new ClassFile(type.getName());
                try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                    in.transferTo(kernel.bytes);
                }
                kernels.add(kernel);
            }
            return kernels;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Shows javac the JDK and the kernels' interfaces, and keeps what it writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final List<JavaFileObject> kernels = ClassFile.ofKernels();
        private final List<ClassFile> written = new ArrayList<>();

        Memory(JavaFileManager jdk) throws IOException {
            super(jdk);
        }

        /** What was written for a class; nothing of the stubs. */
        Map<String, byte[]> classes(String name) {
            Map<String, byte[]> classes = new HashMap<>();
            written.stream()
                    .filter(file -> file.name.equals(name))
                    .forEach(file -> classes.put(file.name, file.bytes.toByteArray()));
            return classes;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (location != StandardLocation.CLASS_PATH) {
                return super.list(location, packageName, kinds, recurse);
            }
            return packageName.equals(Kernel.class.getPackageName()) ? kernels : List.of();
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof ClassFile known ? known.name : super.inferBinaryName(location, file);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ClassFile file = new ClassFile(className);
            written.add(file);
            return file;
        }
    }
}
