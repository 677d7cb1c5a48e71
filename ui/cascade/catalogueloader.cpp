#include "ui/cascade/catalogueloader.h"

#include "core/catalogue/trackeditstore.h"

namespace antiphon {

CatalogueLoader::CatalogueLoader(const WorkspaceContext& context, QObject* parent)
    : QObject(parent), m_context(context)
{
    connect(&context.session, &ProjectSession::changed, this, &CatalogueLoader::ask);
    ask();
}

const Catalogue* CatalogueLoader::current() const
{
    for (const Catalogue& catalogue : m_catalogues)
        if (catalogue.id == m_chosen)
            return &catalogue;
    return m_catalogues.isEmpty() ? nullptr : &m_catalogues.last();
}

void CatalogueLoader::choose(CatalogueId catalogue)
{
    m_chosen = catalogue;
    load();
    Q_EMIT cataloguesChanged();
}

Result<CatalogueLoader::Known> CatalogueLoader::readKnown(const Connection& connection)
{
    Known known;
    ANTIPHON_TRY_ASSIGN(known.catalogues, readyCatalogues(connection));
    for (const Catalogue& catalogue : std::as_const(known.catalogues)) {
        ANTIPHON_TRY_ASSIGN(known.stamps[catalogue.id], trackStamp(connection, catalogue.id));
    }
    return known;
}

void CatalogueLoader::ask()
{
    m_context.session.read<Known>(
        this, &CatalogueLoader::readKnown,
        [this](Result<Known> known) {
            if (known)
                adopt(*known);
            else
                m_context.notify(noticeOf(known.error()));
        },
        QStringLiteral("cascade.catalogues"));
}

void CatalogueLoader::adopt(const Known& known)
{
    m_catalogues = known.catalogues;
    m_stamps = known.stamps;
    m_isKnown = true;
    load();
    Q_EMIT cataloguesChanged();
}

// Another catalogue takes the index away at once; an edit of tracks leaves the former one until the new is
// read.
void CatalogueLoader::load()
{
    const Catalogue* catalogue = current();
    const CatalogueId wanted = catalogue ? catalogue->id : CatalogueId();
    const QByteArray stamp = m_stamps.value(wanted);
    if (wanted == m_loading && stamp == m_loadingStamp)
        return;
    const bool isOther = wanted != m_loading;
    m_loading = wanted;
    m_loadingStamp = stamp;
    if (isOther) {
        m_index.reset();
        Q_EMIT indexChanged();
    }
    if (wanted.isNull())
        return;
    using Pointer = std::shared_ptr<const CatalogueIndex>;
    m_context.session.readAside<Pointer>(
        this, [wanted](const Connection& connection) { return CatalogueIndex::load(connection, wanted); },
        [this, wanted, stamp](Result<Pointer> index) {
            if (wanted != m_loading || stamp != m_loadingStamp)
                return;
            if (!index)
                return m_context.notify(noticeOf(index.error()));
            m_index = std::move(*index);
            Q_EMIT indexChanged();
        },
        QStringLiteral("cascade.index"));
}

} // namespace antiphon
