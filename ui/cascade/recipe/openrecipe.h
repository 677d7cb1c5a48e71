// A recipe while it is edited: what it began from, what stands there now, and the way back.
#pragma once

#include "core/cascade/recipestore.h"

#include <QElapsedTimer>

#include <functional>

namespace antiphon {

class OpenRecipe
{
public:
    OpenRecipe() : OpenRecipe(shippedRecipe()) {}
    explicit OpenRecipe(const RecipeVersion& version); // to change it
    OpenRecipe(const RecipeDraft& draft, const RecipeVersion& base);
    // What no version holds yet: a copy, an estimate, an imported file.
    static OpenRecipe fresh(const Recipe& recipe);

    const Recipe& recipe() const { return m_recipe; } // as it was last sound when what is typed is not
    const RecipeVersion& base() const { return m_base; }
    bool isFresh() const { return m_isFresh; }
    bool isShipped() const { return !m_isFresh && m_base.id.isNull(); }
    bool isChanged() const;                   // from its base
    QString fault() const { return m_fault; } // why it can not be saved, as a sentence; empty: it can
    QByteArray text() const;                  // the JSON, or what is typed in its place
    RecipeDraft draft() const;                // as it is kept

    // Changes of the same subject that follow each other within a second are one step back.
    void change(const QString& subject, const std::function<void(Recipe&)>& change);
    void type(const QByteArray& json);
    bool canUndo() const { return !m_past.isEmpty(); }
    bool canRedo() const { return !m_future.isEmpty(); }
    void undo();
    void redo();

    QString note;

private:
    void check();
    RecipeVersion m_base;
    RecipeId m_draft = RecipeId::create();
    Recipe m_recipe;
    std::optional<QByteArray> m_typed; // what is no JSON of a recipe
    QString m_fault;
    bool m_isFresh = false;
    QList<Recipe> m_past;
    QList<Recipe> m_future;
    QString m_subject; // of the last change
    QElapsedTimer m_lastChange;
};

} // namespace antiphon
