/**
 * What of a count of people may be published: the policy, and the suppression that keeps what it
 * hides from being worked out. Plain Java; {@code docs/disclosure.md} tells it in words.
 */
@NullMarked
package org.medsip.common.disclosure;

import org.jspecify.annotations.NullMarked;
