package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.List;

/**
 * A part of the workspace that holds a value for each index of some axes, row-major.
 *
 * @param number its number, from 0 in the order in which buffers follow each other
 * @param indices how an element is found: axes round the value, then an array's own axes or the indices at which a scatter adds first
 * @param extents how long it is in each dimension, as integers of sizes
 */
public record Buffer(int number, List<Node> indices, List<Node> extents) {}
