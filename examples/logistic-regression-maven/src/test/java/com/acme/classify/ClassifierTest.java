package com.acme.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final Path FLOWERS = Path.of("data/flowers.csv");

    /** The references are mpmath 1.3's: Newton's method with 50 digits, and the inverse of the Hessian there. */
    @Test
    void weightsAreTheLikeliest() throws IOException {
        Classifier classifier = Classifier.train(Table.read(FLOWERS, "species", "virginica"));
        double[] weights = {-2.4652201951866599, -6.6808870140785491, 9.4293851539266367, 18.286136887850986};
        double[] errors = {
            2.3943010185352148, 4.4795645666009453, 4.7372077003165363, 9.742612139826796, 25.707660833161851
        };
        assertArrayEquals(weights, classifier.weights(), 1e-8);
        assertEquals(-42.63780381302199, classifier.intercept(), 1e-7);
        assertArrayEquals(errors, classifier.standardErrors(), 1e-7);
        assertEquals(-5.9492733956794229, classifier.logLikelihood(), 1e-12);
        assertEquals(0.65965727629175291, classifier.probability(6.2, 2.8, 4.9, 1.7), 1e-10);
    }

    /** Whatever label is looked for, the plane is the same. */
    @Test
    void otherLabelHasTheOppositeWeights() throws IOException {
        Classifier one = Classifier.train(Table.read(FLOWERS, "species", "virginica"));
        Classifier other = Classifier.train(Table.read(FLOWERS, "species", "versicolor"));
        for (int i = 0; i < 4; i++) {
            assertEquals(-one.weights()[i], other.weights()[i], 1e-8);
        }
        assertEquals(-one.intercept(), other.intercept(), 1e-7);
    }

    /** With one column of 0 and 1 the weights are logarithms of odds: 1 of 4, and 3 of 5. */
    @Test
    void weightsOfCountsAreLogarithmsOfOdds() {
        double[] x = {0, 0, 0, 0, 1, 1, 1, 1, 1};
        double[] y = {1, -1, -1, -1, 1, 1, 1, -1, -1};
        Classifier classifier = Classifier.train(new Table(List.of("x"), x, y));
        assertEquals(Math.log(1.0 / 3), classifier.intercept(), 1e-12);
        assertEquals(Math.log(3.0 / 2) - Math.log(1.0 / 3), classifier.weights()[0], 1e-12);
        assertEquals(0.6, classifier.probability(1), 1e-12);
    }

    @Test
    void partedLabelsAreRefused() {
        Table table = new Table(List.of("x"), new double[] {1, 2, 3, 4}, new double[] {-1, -1, 1, 1});
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Classifier.train(table));
        assertEquals("a plane parts the two labels: no finite weights are the likeliest", failure.getMessage());
    }

    @Test
    void columnThatDependsOnAnotherIsRefused() {
        Table table = new Table(List.of("x", "twice"), new double[] {1, 2, 2, 4, 3, 6}, new double[] {-1, 1, -1});
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Classifier.train(table));
        assertEquals("the weights are not determined: a column depends on others", failure.getMessage());
    }
}
