/**
 * The confidence of a unit is how likely it is to be lined up rightly. Of those below this
 * one about two in five are wrong, and most of what is wrong is there. They are one unit in
 * 240 of finished translations, and one in 60 of translations half done.
 */
export const LOW = 0.8
