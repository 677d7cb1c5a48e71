// Fields of rules that stand in a recipe as short lists and names.
#pragma once

#include "ui/cascade/recipe/recipedesk.h"

class QComboBox;
class QLineEdit;

namespace antiphon {

// "genre 20, mood 5": chances in percent by type, and back; nothing where the text is none. A type may have
// blanks, its number stands last.
QString chancesText(const QList<WeightedName>& chances);
std::optional<QList<WeightedName>> chancesFromText(const QString& text);

// The chance of excluding by type (Recipe::excludesOf). What can not be read is marked and not taken.
QLineEdit* makeExcludesField(RecipeDesk& desk, QWidget* parent);
// The taxonomy that the recipe names: none, or a published version of the project.
QComboBox* makeTaxonomyField(RecipeDesk& desk, QWidget* parent);

} // namespace antiphon
