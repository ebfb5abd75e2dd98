package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The corpora whose cases are one formula each: values, gradients and Hessian diagonals have the references' digits. */
class FormulasTest {

    @Test
    void srsdFeynman() {
        assertThat(Checks.run("srsd-feynman", Checks::formula).refusals()).isZero();
    }

    @Test
    void fpbench() {
        Checks.run("fpbench", Checks::formula);
    }

    @Test
    void herbie() {
        Checks.run("herbie", Checks::formula);
    }
}
