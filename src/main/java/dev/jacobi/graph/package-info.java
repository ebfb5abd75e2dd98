/** Functions as graphs of interned nodes: lowering from trees, raising to trees, walking and drawing. */
package dev.jacobi.graph;
