// The sections of the editor. Each shows the recipe in hand and writes what one changes there.
#pragma once

#include <QWidget>

namespace antiphon {

class RecipeDesk;

QWidget* makeLengthSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeFirstTurnSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeLaterTurnsSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeRepliesSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeNamingSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeValuesSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeStartsSection(RecipeDesk& desk, QWidget* parent);
QWidget* makeAimsSection(RecipeDesk& desk, QWidget* parent);

} // namespace antiphon
