package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import java.util.List;

/**
 * What one array of a kernel holds: things one after the other, each with the extents of an array or none of a single number.
 *
 * @param array the name of the array
 */
public record Section(String array, List<List<Node>> shapes) {}
