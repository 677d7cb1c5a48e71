// The ids of a file and those that its things have here.
#pragma once

#include "core/exchange/exchangeidstore.h"

#include <QHash>
#include <QSet>

namespace antiphon {

class ExchangeIds
{
public:
    explicit ExchangeIds(const Connection& connection) : m_connection(connection) {}

    // Keeps the id where the project does not have it and it was not kept before, else makes a new one; null
    // ids are made.
    template<typename Tag>
    Result<Id<Tag>> take(ExchangedKind kind, Id<Tag> id)
    {
        ANTIPHON_TRY_ASSIGN(const bool taken, hasId(m_connection, kind, id.bytes()));
        const bool fresh = !taken && !id.isNull() && !m_issued.contains(Any(id.bytes()));
        const Id<Tag> here = fresh ? id : Id<Tag>::create();
        m_issued.insert(Any(here.bytes()));
        set(id, here);
        return here;
    }
    template<typename Tag>
    void set(Id<Tag> file, Id<Tag> here)
    {
        m_here.insert(Any(file.bytes()), Any(here.bytes()));
    }
    template<typename Tag>
    bool has(Id<Tag> file) const
    {
        return m_here.contains(Any(file.bytes()));
    }
    // The id itself where it was never taken: of what the file only speaks of.
    IdBytes at(const IdBytes& file) const { return m_here.value(Any(file), Any(file)).bytes(); }
    template<typename Tag>
    Id<Tag> at(Id<Tag> file) const
    {
        return Id<Tag>(at(file.bytes()));
    }

private:
    using Any = Id<struct AnyExchangedTag>;
    const Connection& m_connection;
    QHash<Any, Any> m_here;
    QSet<Any> m_issued;
};

} // namespace antiphon
