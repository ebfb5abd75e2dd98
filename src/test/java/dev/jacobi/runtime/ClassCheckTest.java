package dev.jacobi.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a class may not do, were the emitter ever talked into writing it: the class file is refused, and its loader finds nothing. */
class ClassCheckTest {
    private static final ClassLoader EVERYTHING = ClassCheckTest.class.getClassLoader();

    private static byte[] compiled(String members) {
        String source = "package p; public final class K {" + members + "}";
        Map<String, byte[]> classes = new JaninoCompiler().compile("p.K", source, EVERYTHING, Map.of());
        assertThat(classes).hasSize(1);
        return classes.get("p.K");
    }

    private static void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> ClassCheck.check(bytes, Set.of()))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isIn(ErrorCode.INTERNAL, ErrorCode.LIMIT))
                .hasMessageContaining(why);
    }

    @Test
    void arithmeticAndMathPass() {
        String members = "public double run(double x) { return part(x) + StrictMath.log(Double.MIN_VALUE); }"
                + "private static double part(double x) { return Math.sin(x) * Math.PI; }";
        assertThat(ClassCheck.check(compiled(members), Set.of())).isBetween(1, 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "double field; | fields",
                "static double field; | fields",
                "void f() { System.exit(3); } | java/lang/System",
                "void f() { Runtime.getRuntime(); } | java/lang/Runtime",
                "void f() { Thread.currentThread(); } | java/lang/Thread",
                "void f() throws Exception { Class.forName(\"x\"); } | java/lang/Class",
                "Object f() { return new java.io.File(\"x\"); } | java/io/File",
                "Object f() { return getClass(); } | java/lang/Object.getClass",
                "Object f() { return new dev.jacobi.diag.Span(1, 2); } | dev/jacobi/diag/Span",
                "Object f() { return System.out; } | java/lang/System",
                "void f() { new java.net.Socket(); } | java/net/Socket",
                "void f() { throw new Error(); } | java/lang/Error",
                "static { Object o = java.lang.invoke.MethodHandles.lookup(); } | java/lang/invoke/MethodHandles",
                "public native void f(); | native method",
                "void f(Runnable r) { r.run(); } | java/lang/Runnable.run",
            })
    void foreignCallsAreRefused(String members, String why) {
        assertRefused(compiled(members), why);
    }

    @Test
    void methodsThatHotSpotWouldNeverCompileAreRefused() {
        // A statement is eight bytes: load, load, invokestatic, add, store.
        String statement = "x = x + Math.sin(y);";
        byte[] fits = compiled("double f(double x, double y) {" + statement.repeat(950) + " return x; }");
        assertThat(ClassCheck.check(fits, Set.of())).isBetween(6_500, ClassCheck.LONGEST_METHOD - 1);
        assertRefused(compiled("double f(double x, double y) {" + statement.repeat(1_200) + " return x; }"), "has");
    }

    /** A class file with one more constant. */
    private static byte[] withConstant(int tag, int... bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(0xCAFEBABE);
        data.writeInt(52);
        data.writeShort(2);
        data.writeByte(tag);
        for (int b : bytes) {
            data.writeByte(b);
        }
        return out.toByteArray();
    }

    @Test
    void dynamicCallsAndHandlesAreRefused() throws IOException {
        assertRefused(withConstant(18, 0, 0, 0, 1), "kind 18");
        assertRefused(withConstant(17, 0, 0, 0, 1), "kind 17");
        assertRefused(withConstant(16, 0, 1), "kind 16");
        assertRefused(withConstant(15, 6, 0, 1), "kind 15");
    }

    @Test
    void bytesThatAreNoClassAreRefused() {
        byte[] whole = compiled("double f(double x) { return Math.sin(x); }");
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            try {
                ClassCheck.check(cut, Set.of());
            } catch (JacobiException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
            }
        }
    }

    @Test
    void anyChangedByteIsReadOrRefused() {
        byte[] whole = compiled("double f(double x) { return Math.sin(x) > 2.5 ? x : 3.5; }");
        for (int at = 0; at < whole.length; at++) {
            for (int bits : new int[] {1, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) bits;
                try {
                    ClassCheck.check(changed, Set.of());
                } catch (JacobiException e) {
                    assertThat(e.code()).isIn(ErrorCode.INTERNAL, ErrorCode.LIMIT);
                }
            }
        }
    }

    @Test
    void aKernelSeesNothingButItsInterfaceAndTheJdksBase() throws Exception {
        KernelLoader.Base base = new KernelLoader.Base();
        assertThat(base.loadClass(Kernel.class.getName())).isSameAs(Kernel.class);
        assertThat(base.loadClass("java.lang.Math")).isSameAs(Math.class);
        KernelLoader loader = new KernelLoader(Map.of("p.K", compiled("")), base);
        assertThat(loader.loadClass("p.K").getClassLoader()).isSameAs(loader);
        for (String name : new String[] {
            "dev.jacobi.Jacobi",
            "dev.jacobi.runtime.KernelLoader",
            "org.junit.jupiter.api.Test",
            "org.codehaus.janino.SimpleCompiler",
            ClassCheckTest.class.getName(),
            "java.sql.Connection",
            "javax.tools.ToolProvider"
        }) {
            assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        }
        assertThat(loader.getResource("dev/jacobi/runtime/Kernel.class")).isNull();
    }

    @Test
    void aSourceThatNamesAnApplicationClassDoesNotCompile() {
        String source = "package p; public final class K { Object f() { return dev.jacobi.Jacobi.class; } }";
        for (SourceCompiler compiler : new SourceCompiler[] {new JaninoCompiler(), JavacCompiler.ofThisJvm()}) {
            assertThatThrownBy(() -> compiler.compile("p.K", source, new KernelLoader.Base(), Map.of()))
                    .isInstanceOfSatisfying(
                            JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        }
    }
}
