package dev.jacobi.runtime;

import java.util.HashMap;
import java.util.Map;

/** Loads one function's classes, and lets them see nothing but the kernel interface and the JDK's base. Collected with its classes. */
final class KernelLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    KernelLoader(Map<String, byte[]> classes, ClassLoader parent) {
        super(parent);
        this.classes = new HashMap<>(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The parent of every kernel's loader: it knows {@link Kernel} and what generated code may call. */
    static final class Base extends ClassLoader {
        Base() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Kernel.class.getName())) {
                return Kernel.class;
            }
            throw new ClassNotFoundException(name);
        }
    }
}
