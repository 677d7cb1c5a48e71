#include "ui/cascade/recipe/recipedesk.h"

#include "core/base/linereader.h"
#include "core/taxonomy/taxonomystore.h"
#include "ui/widgets/numbers.h"

namespace antiphon {

namespace {

constexpr int keepAfterMs = 500;
const QString shippedKey = QStringLiteral("shipped");

QString keyOf(const RecipeVersion& version)
{
    return version.id.isNull() ? shippedKey : version.id.toText();
}

QString remarkOf(const RecipeVersion& version)
{
    if (version.id.isNull())
        return RecipeDesk::tr("comes with Antiphon");
    QStringList parts{timeText(version.createdAt, now()), version.actor};
    if (!version.note.isEmpty())
        parts.prepend(version.note);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RecipeDesk::RecipeDesk(const WorkspaceContext& context, CatalogueLoader& loader, QObject* parent)
    : QObject(parent), m_context(context), m_loader(loader), m_key(shippedKey)
{
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepAfterMs);
    connect(&m_keepTimer, &QTimer::timeout, this, &RecipeDesk::keep);
    connect(&context.session, &ProjectSession::changed, this, &RecipeDesk::read);
    read();
}

RecipeDesk::~RecipeDesk()
{
    if (m_keepTimer.isActive())
        keep();
}

void RecipeDesk::read()
{
    m_context.session.read<Answer>(
        this,
        [](const Connection& connection) -> Result<Answer> {
            Answer answer;
            ANTIPHON_TRY_ASSIGN(answer.versions, recipeVersions(connection));
            ANTIPHON_TRY_ASSIGN(answer.drafts, recipeDrafts(connection));
            ANTIPHON_TRY_ASSIGN(const auto taxonomies, readTaxonomyVersions(connection));
            for (const TaxonomyVersion& taxonomy : taxonomies)
                for (const Code& code : taxonomy.content.codebook.codes)
                    answer.taxonomies[taxonomy.name][code.facet] << code.name;
            return answer;
        },
        [this](Result<Answer> answer) {
            if (answer)
                adopt(std::move(*answer));
            else
                m_context.notify(noticeOf(answer.error()));
        },
        QStringLiteral("cascade.recipes"));
}

void RecipeDesk::adopt(Answer answer)
{
    const QList<RecipeVersion> former = std::exchange(m_versions, std::move(answer.versions));
    m_versions.prepend(shippedRecipe());
    m_taxonomies = std::move(answer.taxonomies);
    if (!std::exchange(m_isRead, true))
        adoptDrafts(answer.drafts);
    followInHand(former);
    Q_EMIT listChanged();
}

// What was being written when the program ended is in hand again.
void RecipeDesk::adoptDrafts(const QList<RecipeDraft>& drafts)
{
    QString last;
    for (const RecipeDraft& draft : drafts) {
        const RecipeVersion* base = draft.base.isNull() ? nullptr : version(draft.base.toText());
        RecipeDraft kept = draft;
        if (!base)
            kept.base = {};
        last = base ? draft.base.toText() : draft.id.toText();
        m_aside.insert(last, OpenRecipe(kept, base ? *base : shippedRecipe()));
    }
    open(last.isEmpty() ? m_atFirst : last);
}

void RecipeDesk::openAtFirst(const QString& key)
{
    m_atFirst = key;
    if (m_isRead && m_aside.isEmpty() && !m_inHand.isChanged())
        open(key);
}

// The version in hand may have got another name, or be gone by undo: then what it held is written again.
void RecipeDesk::followInHand(const QList<RecipeVersion>& former)
{
    if (m_inHand.isFresh() || m_key == shippedKey)
        return;
    const RecipeVersion* now = version(m_key);
    if (now && !m_inHand.isChanged()) {
        if (now->recipe != m_inHand.recipe()) {
            m_inHand = OpenRecipe(*now);
            Q_EMIT opened();
        }
        return;
    }
    const auto gone = std::find_if(former.begin(), former.end(),
                                   [this](const RecipeVersion& one) { return keyOf(one) == m_key; });
    if (now || gone == former.end())
        return;
    const RecipeVersion* parent = version(gone->parent.isNull() ? QString() : gone->parent.toText());
    const Recipe held = m_inHand.recipe();
    if (m_inHand.isChanged()) // it gets another place
        m_context.session.edit({}, [id = m_inHand.draft().id](const Connection& connection) {
            return dropRecipeDraft(connection, id);
        });
    if (parent && !m_aside.contains(keyOf(*parent))) {
        m_key = keyOf(*parent);
        m_inHand = OpenRecipe(*parent);
        m_inHand.change({}, [&](Recipe& recipe) {
            recipe = held;
            recipe.version = parent->number();
        });
    } else {
        m_inHand = OpenRecipe::fresh(held);
        m_key = m_inHand.draft().id.toText();
    }
    m_inHand.note = gone->note;
    m_keepTimer.start();
    Q_EMIT opened();
}

const RecipeVersion* RecipeDesk::version(const QString& key) const
{
    for (const RecipeVersion& one : m_versions)
        if (keyOf(one) == key)
            return &one;
    return nullptr;
}

QList<RecipeDesk::Entry> RecipeDesk::entries() const
{
    QList<Entry> list;
    for (const RecipeVersion& one : m_versions) {
        const QString key = keyOf(one);
        const bool isChanged = key == m_key ? m_inHand.isChanged() : m_aside.contains(key);
        list << Entry{key, one.name(), one.number(), one.id.isNull(), isChanged, remarkOf(one)};
    }
    const auto addFresh = [&](const QString& key, const OpenRecipe& open) {
        if (open.isFresh())
            list << Entry{key, open.recipe().name, 0, false, true, tr("not saved yet")};
    };
    for (auto open = m_aside.begin(); open != m_aside.end(); ++open)
        addFresh(open.key(), open.value());
    addFresh(m_key, m_inHand);
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
        return a.isShipped != b.isShipped ? a.isShipped : a.name.localeAwareCompare(b.name) < 0;
    });
    return list;
}

void RecipeDesk::putAside()
{
    if (m_keepTimer.isActive())
        keep();
    if (m_inHand.isChanged())
        m_aside.insert(m_key, m_inHand);
}

void RecipeDesk::open(const QString& key)
{
    if (key == m_key)
        return;
    const RecipeVersion* wanted = version(key);
    if (!wanted && !m_aside.contains(key))
        return;
    putAside();
    m_inHand = m_aside.contains(key) ? m_aside.take(key) : OpenRecipe(*wanted);
    m_key = key;
    Q_EMIT opened();
    Q_EMIT listChanged();
}

void RecipeDesk::openVersion(RecipeId version)
{
    open(version.isNull() ? shippedKey : version.toText());
}

int RecipeDesk::nextVersion() const
{
    int newest = 0;
    for (const RecipeVersion& one : m_versions)
        if (one.name() == recipe().name)
            newest = std::max(newest, one.number());
    return newest + 1;
}

QStringList RecipeDesk::labels(Facet facet) const
{
    QStringList known = facet == Facet::Intent ? userIntents() : systemActions();
    const auto taxonomy = m_taxonomies.constFind(recipe().taxonomy.name);
    if (taxonomy == m_taxonomies.constEnd())
        return known;
    const QStringList codes = taxonomy->value(facet);
    known.removeIf([&](const QString& label) { return !codes.contains(label); });
    return known;
}

QStringList RecipeDesk::taxonomyNames() const
{
    QStringList names = m_taxonomies.keys();
    names.sort();
    return names;
}

QStringList RecipeDesk::types() const
{
    QStringList names;
    if (m_loader.index())
        for (const IndexedType& type : m_loader.index()->types())
            names << type.name;
    for (const auto* list : {&recipe().firstNaming.types, &recipe().laterNaming.types, &recipe().typeShares})
        for (const WeightedName& type : *list)
            if (!names.contains(type.name))
                names << type.name;
    return names;
}

void RecipeDesk::written()
{
    m_keepTimer.start();
    Q_EMIT edited();
}

void RecipeDesk::change(const QString& subject, const std::function<void(Recipe&)>& change)
{
    if (isReadOnly())
        return;
    m_inHand.change(subject, change);
    written();
}

void RecipeDesk::type(const QByteArray& json)
{
    if (isReadOnly())
        return;
    m_inHand.type(json);
    written();
}

void RecipeDesk::setNote(const QString& note)
{
    m_inHand.note = note;
    if (m_inHand.isChanged())
        m_keepTimer.start();
}

void RecipeDesk::undo()
{
    m_inHand.undo();
    written();
}

void RecipeDesk::redo()
{
    m_inHand.redo();
    written();
}

// Nothing that the history tells: what is written becomes an edit when it is saved.
void RecipeDesk::keep()
{
    m_keepTimer.stop();
    if (isReadOnly())
        return;
    m_context.session.edit(
        tr("Keep what is written"),
        [draft = m_inHand.draft(), isChanged = m_inHand.isChanged()](const Connection& connection) {
            return isChanged ? keepRecipeDraft(connection, draft) : dropRecipeDraft(connection, draft.id);
        });
    Q_EMIT listChanged();
}

QString RecipeDesk::freeName(const QString& wanted) const
{
    QStringList taken;
    const QList<Entry> list = entries();
    for (const Entry& entry : list)
        taken << entry.name;
    QString name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted, QString::number(number));
    return name;
}

} // namespace antiphon
