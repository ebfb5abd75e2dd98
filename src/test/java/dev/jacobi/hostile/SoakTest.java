package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.FormulaCache;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Formula after formula, each compiled, evaluated and dropped: their classes go too. */
class SoakTest {
    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();

    private static final Options SERVER = Options.defaults().limits(Limits.server());

    /** Compiles so many distinct formulas, every other through a cache, and checks each value. */
    private static void compile(int from, int to) {
        FormulaCache cache = new FormulaCache(SERVER, 100);
        double[] g = new double[2];
        for (int i = from; i < to; i++) {
            String text = "x*" + i + ".5 + sin(y + " + i % 7 + ")";
            CompiledFunction f =
                    i % 2 == 0 ? cache.get(text) : Jacobi.with(SERVER).compile(text);
            double value = f.gradient(new double[] {2, 0.25}, g);
            if (value != 2 * (i + 0.5) + Math.sin(0.25 + i % 7) || g[0] != i + 0.5) {
                throw new AssertionError(text + " gives " + value);
            }
        }
    }

    /** How many classes are loaded once nobody uses the dropped ones; several collections, since each frees what the last found. */
    private static int loadedClasses() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return CLASSES.getLoadedClassCount();
    }

    @Test
    @Timeout(120)
    void theClassesOfTwoThousandFormulasGo() throws InterruptedException {
        compile(0, 200);
        int before = loadedClasses();
        compile(200, 2_200);
        assertThat(loadedClasses() - before).isLessThan(500);
    }

    @Test
    @Timeout(120)
    void theLoaderOfADroppedFunctionGoes() throws InterruptedException {
        List<WeakReference<CompiledFunction>> dropped = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CompiledFunction f = Jacobi.compile("x + " + i);
            f.value(new double[] {1});
            dropped.add(new WeakReference<>(f));
        }
        loadedClasses();
        assertThat(dropped).allMatch(reference -> reference.get() == null);
    }

    @Test
    @EnabledIfSystemProperty(named = "jacobi.long", matches = ".*")
    void aHundredThousandFormulasInALittleMemory(@TempDir Path directory) throws Exception {
        String printed = ForkedJvm.run(
                SoakTest.class, directory, "-Xmx256m", "-XX:MaxMetaspaceSize=64m", "-Djacobi.test.formulas=100000");
        System.out.print(printed);
        assertThat(printed).contains("flat");
    }

    /** What stays in memory once nobody uses the dropped functions. */
    private record Footprint(int classes, long metaspaceKb, long heapKb) {

        static Footprint take() throws InterruptedException {
            int classes = loadedClasses();
            long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Metaspace"))
                    .mapToLong(pool -> pool.getUsage().getUsed())
                    .sum();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Footprint(classes, metaspace >> 10, heap >> 10);
        }

        boolean fits(Footprint first) {
            return classes <= first.classes + 300
                    && metaspaceKb <= first.metaspaceKb + 2_048
                    && heapKb <= first.heapKb + 8_192;
        }
    }

    /** Compiles in tenths, and prints what is left after each. */
    public static void main(String[] args) throws InterruptedException {
        int tenth = Integer.getInteger("jacobi.test.formulas") / 10;
        compile(0, tenth);
        Footprint first = Footprint.take();
        for (int i = 1; i < 10; i++) {
            compile(i * tenth, (i + 1) * tenth);
            Footprint now = Footprint.take();
            System.out.println((i + 1) * tenth + " formulas: " + now);
            if (!now.fits(first)) {
                throw new AssertionError("grown from " + first + " to " + now);
            }
        }
        System.out.println("flat since " + first);
    }
}
