#include "ui/cascade/recipe/openrecipe.h"

#include "core/cascade/recipediff.h"

namespace antiphon {

namespace {

constexpr qint64 oneStepMs = 1000;
constexpr qsizetype stepsBack = 200;

} // namespace

OpenRecipe::OpenRecipe(const RecipeVersion& version) : m_base(version), m_recipe(version.recipe) {}

OpenRecipe::OpenRecipe(const RecipeDraft& draft, const RecipeVersion& base)
    : note(draft.note), m_base(base), m_draft(draft.id), m_recipe(base.recipe), m_isFresh(draft.base.isNull())
{
    m_recipe.name = draft.name;
    type(draft.body);
    m_past.clear();
}

OpenRecipe OpenRecipe::fresh(const Recipe& recipe)
{
    OpenRecipe open;
    open.m_recipe = recipe;
    open.m_recipe.version = 1;
    open.m_isFresh = true;
    open.check();
    return open;
}

bool OpenRecipe::isChanged() const
{
    if (m_isFresh || m_typed)
        return true;
    const Recipe& base = m_base.recipe;
    // The order of rows says nothing.
    return m_recipe != base &&
           (m_recipe.name != base.name || m_recipe.about != base.about || !drawsAlike(m_recipe, base));
}

QByteArray OpenRecipe::text() const
{
    return m_typed ? *m_typed : recipeJson(m_recipe);
}

RecipeDraft OpenRecipe::draft() const
{
    return {m_draft, m_isFresh ? RecipeId() : m_base.id, m_recipe.name, text(), note, now()};
}

void OpenRecipe::check()
{
    const auto sound = recipeFromJson(recipeJson(m_recipe), m_recipe.name);
    m_fault = sound ? QString() : sound.error().detail;
}

void OpenRecipe::change(const QString& subject, const std::function<void(Recipe&)>& change)
{
    Recipe changed = m_recipe;
    change(changed);
    if (changed == m_recipe && !m_typed)
        return;
    const bool isSameStep =
        subject == m_subject && m_lastChange.isValid() && m_lastChange.elapsed() < oneStepMs;
    if (!isSameStep || m_past.isEmpty())
        m_past << m_recipe;
    if (m_past.size() > stepsBack)
        m_past.removeFirst();
    m_subject = subject;
    m_lastChange.restart();
    m_future.clear();
    m_typed.reset();
    m_recipe = std::move(changed);
    check();
}

void OpenRecipe::type(const QByteArray& json)
{
    auto read = recipeFromJson(json, m_recipe.name);
    if (!read) {
        m_typed = json;
        m_fault = read.error().detail;
        return;
    }
    read->version = m_recipe.version; // which the project gives
    change(QStringLiteral("json"), [&](Recipe& recipe) { recipe = std::move(*read); });
}

void OpenRecipe::undo()
{
    if (m_past.isEmpty())
        return;
    m_future << m_recipe;
    m_recipe = m_past.takeLast();
    m_typed.reset();
    m_subject.clear();
    check();
}

void OpenRecipe::redo()
{
    if (m_future.isEmpty())
        return;
    m_past << m_recipe;
    m_recipe = m_future.takeLast();
    m_subject.clear();
    check();
}

} // namespace antiphon
