package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.SparseJacobian;
import dev.jacobi.diag.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundle adjustment: value and sparse Jacobian of {@code examples/adbench/ba.jacobi} are ADBench's. */
class BundleAdjustmentTest {
    static List<Path> own() throws IOException {
        return AdBench.instances(AdBench.OWN, "ba");
    }

    @ParameterizedTest
    @MethodSource("own")
    void agrees(Path file) throws IOException {
        Bundle bundle = Bundle.of(file);
        double[] jacobian = check(file, bundle);
        productsAgree(bundle, jacobian);
        double[] local = localJacobian(bundle);
        assertThat(Errors.relative(local, jacobian)).isLessThanOrEqualTo(1e-13);
        structureIsOfCamerasAndPoints(bundle);
    }

    /** The rows of an observation have the columns of its camera, its point and its weight; each weight's own row has one. */
    private static void structureIsOfCamerasAndPoints(Bundle bundle) throws IOException {
        SparseJacobian sparse = bundle.bind(Jacobi.compile(text())).sparseJacobian();
        assertThat(sparse.rows()).isEqualTo(3 * bundle.p());
        assertThat(sparse.columns()).isEqualTo(bundle.x().length);
        int[] rowStart = sparse.rowStart();
        int[] column = sparse.column();
        for (int row = 0; row < 2 * bundle.p(); row++) {
            assertThat(Arrays.copyOfRange(column, rowStart[row], rowStart[row + 1]))
                    .isEqualTo(bundle.columns(row / 2));
        }
        for (int i = 0; i < bundle.p(); i++) {
            int row = 2 * bundle.p() + i;
            assertThat(Arrays.copyOfRange(column, rowStart[row], rowStart[row + 1]))
                    .containsExactly(bundle.weight(i));
        }
    }

    @Test
    void allInstancesAgree() throws IOException {
        List<Path> instances = AdBench.instances(AdBench.SHARED.resolve("ba"), "ba");
        assumeThat(instances).isNotEmpty();
        for (Path instance : instances) {
            check(instance, Bundle.of(instance));
        }
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("examples", "adbench", "ba.jacobi"));
    }

    private static double[] check(Path file, Bundle bundle) throws IOException {
        List<AdBench.Output> outputs = AdBench.Output.of(file);
        double[] value = new double[3 * bundle.p()];
        bundle.bind(Jacobi.compile(text())).value(bundle.x(), value);
        SparseJacobian sparse = bundle.bind(Jacobi.compile(text())).sparseJacobian();
        double[] jacobian = new double[sparse.entries()];
        sparse.values(bundle.x(), jacobian);
        outputs.get(0).check(value);
        outputs.get(1).check(jacobian);
        return jacobian;
    }

    /** The same values from the derivatives of one observation after the other: two dense rows each, then the weights' rows. */
    private static double[] localJacobian(Bundle bundle) throws IOException {
        CompiledFunction reprojection = Jacobi.with(Options.defaults()).compile(text(), "reprojection");
        double[] values = new double[(2 * Bundle.BLOCK + 1) * bundle.p()];
        double[][] seeds = {{1, 0}, {0, 1}};
        double[] local = new double[Bundle.BLOCK];
        double[] row = new double[Bundle.BLOCK];
        for (int i = 0; i < bundle.p(); i++) {
            CompiledFunction observed = reprojection.bind("feat", bundle.feature(i));
            gather(bundle.x(), bundle.columns(i), local);
            for (int r = 0; r < 2; r++) {
                observed.vjp(local, seeds[r], row);
                System.arraycopy(row, 0, values, (2 * i + r) * Bundle.BLOCK, Bundle.BLOCK);
            }
            values[2 * Bundle.BLOCK * bundle.p() + i] = -2 * local[Bundle.BLOCK - 1];
        }
        return values;
    }

    private static void gather(double[] x, int[] columns, double[] local) {
        for (int c = 0; c < columns.length; c++) {
            local[c] = x[columns[c]];
        }
    }

    /** The whole function's products with random vectors are those of the sparse Jacobian. */
    private static void productsAgree(Bundle bundle, double[] jacobian) throws IOException {
        CompiledFunction ba = bundle.bind(Jacobi.compile(text()));
        int n = bundle.x().length;
        int p = bundle.p();
        Random random = new Random(1);
        double[] dx = random.doubles(n, -1, 1).toArray();
        double[] yBar = random.doubles(3 * p, -1, 1).toArray();
        double[] dy = new double[3 * p];
        double[] xBar = new double[n];
        for (int i = 0; i < p; i++) {
            int[] columns = bundle.columns(i);
            for (int r = 2 * i; r < 2 * i + 2; r++) {
                for (int c = 0; c < columns.length; c++) {
                    dy[r] += jacobian[r * Bundle.BLOCK + c] * dx[columns[c]];
                    xBar[columns[c]] += jacobian[r * Bundle.BLOCK + c] * yBar[r];
                }
            }
            double ofWeight = jacobian[2 * Bundle.BLOCK * p + i];
            dy[2 * p + i] = ofWeight * dx[bundle.weight(i)];
            xBar[bundle.weight(i)] += ofWeight * yBar[2 * p + i];
        }
        double[] actual = new double[3 * p];
        ba.jvp(bundle.x(), dx, actual);
        assertThat(Errors.relative(dy, actual)).as("error of jvp").isLessThanOrEqualTo(1e-12);
        double[] actualBar = new double[n];
        ba.vjp(bundle.x(), yBar, actualBar);
        assertThat(Errors.relative(xBar, actualBar)).as("error of vjp").isLessThanOrEqualTo(1e-12);
    }
}
