/**
 * Grids of cells: what is predicted and then measured to judge the model, and how it came out.
 * Cells that the model was studied on and cells that judge it are separate files.
 */
package io.fairlane.analysis.validate;
