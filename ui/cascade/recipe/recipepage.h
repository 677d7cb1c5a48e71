// Recipes: their versions, an editor, and what plans drawn by the one in hand look like.
#pragma once

#include "ui/cascade/recipe/recipedesk.h"

#include <QJsonObject>

class QSplitter;

namespace antiphon {

class RecipeEditor;
class RecipeList;
class RecipePreview;

class RecipePage : public QWidget
{
    Q_OBJECT
public:
    RecipePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);

    RecipeDesk& desk() { return *m_desk; }
    RecipeEditor& editor() const { return *m_editor; }
    RecipeList& list() const { return *m_list; }
    RecipePreview& preview() const { return *m_preview; }
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void useRequested(antiphon::RecipeId version); // null: the shipped one

private:
    void use();
    RecipeDesk* m_desk;
    RecipeList* m_list;
    RecipeEditor* m_editor;
    RecipePreview* m_preview;
    QSplitter* m_splitter;
};

} // namespace antiphon
