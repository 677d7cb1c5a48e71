// A box to choose a version of a recipe from.
#pragma once

#include "core/cascade/recipestore.h"
#include "ui/shell/workspace.h"

#include <QComboBox>

namespace antiphon {

class RecipeChoice : public QComboBox
{
    Q_OBJECT
public:
    RecipeChoice(const WorkspaceContext& context, QWidget* parent);
    // The recipe that ships where nothing else was chosen.
    const RecipeVersion& version() const { return m_versions[std::max(currentIndex(), 0)]; }
    void choose(RecipeId version); // also one that is not read yet

private:
    void read();
    void adopt(const QList<RecipeVersion>& versions);
    WorkspaceContext m_context;
    QList<RecipeVersion> m_versions{shippedRecipe()};
    RecipeId m_chosen;
};

} // namespace antiphon
