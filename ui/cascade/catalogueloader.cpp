#include "ui/cascade/catalogueloader.h"

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

void CatalogueLoader::ask()
{
    m_context.session.read<QList<Catalogue>>(
        this, [](const Connection& connection) { return readyCatalogues(connection); },
        [this](Result<QList<Catalogue>> catalogues) {
            if (catalogues)
                adopt(*catalogues);
            else
                m_context.notify(noticeOf(catalogues.error()));
        },
        QStringLiteral("cascade.catalogues"));
}

void CatalogueLoader::adopt(const QList<Catalogue>& catalogues)
{
    m_catalogues = catalogues;
    m_isKnown = true;
    load();
    Q_EMIT cataloguesChanged();
}

void CatalogueLoader::load()
{
    const Catalogue* catalogue = current();
    const CatalogueId wanted = catalogue ? catalogue->id : CatalogueId();
    if (wanted == m_loading)
        return;
    m_loading = wanted;
    m_index.reset();
    Q_EMIT indexChanged();
    if (wanted.isNull())
        return;
    using Pointer = std::shared_ptr<const CatalogueIndex>;
    m_context.session.readAside<Pointer>(
        this, [wanted](const Connection& connection) { return CatalogueIndex::load(connection, wanted); },
        [this, wanted](Result<Pointer> index) {
            if (wanted != m_loading)
                return;
            if (!index)
                return m_context.notify(noticeOf(index.error()));
            m_index = std::move(*index);
            Q_EMIT indexChanged();
        },
        QStringLiteral("cascade.index"));
}

} // namespace antiphon
