/** Tests that look at all of Fairlane at once. */
package io.fairlane;
