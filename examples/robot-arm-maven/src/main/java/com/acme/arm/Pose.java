package com.acme.arm;

/** Where a hand is, in metres, and its pitch against the floor in radians; or how fast these change. */
public record Pose(double x, double y, double z, double pitch) {
    static Pose of(double[] numbers) {
        return new Pose(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    double[] toArray() {
        return new double[] {x, y, z, pitch};
    }
}
