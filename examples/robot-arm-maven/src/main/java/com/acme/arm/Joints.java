package com.acme.arm;

/** The four angles, or angular speeds, of an arm, in radians, or radians a second. */
public record Joints(double waist, double shoulder, double elbow, double wrist) {
    static Joints of(double[] angles) {
        return new Joints(angles[0], angles[1], angles[2], angles[3]);
    }

    double[] toArray() {
        return new double[] {waist, shoulder, elbow, wrist};
    }
}
