#include "core/llm/keyring.h"

namespace antiphon {

Result<ChatPool::KeySource> keysOf(const QList<Endpoint>& endpoints, const std::shared_ptr<KeyRing>& ring,
                                   const CancelToken& cancel)
{
    QHash<EndpointId, Secret> kept;
    for (const Endpoint& endpoint : endpoints) {
        if (!endpoint.keyInKeyring)
            continue;
        if (!ring)
            return fail(ErrorCode::NotPossible, endpoint.name,
                        QStringLiteral("its key is in the keyring, which can not be read here"));
        ANTIPHON_TRY_ASSIGN(const Secret key, ring->read(keyAccount(endpoint.id), cancel));
        if (key.isEmpty())
            return fail(ErrorCode::NotFound, QStringLiteral("the key of %1").arg(endpoint.name),
                        QStringLiteral("the keyring of this computer holds none for it; enter it again"));
        kept.insert(endpoint.id, key);
    }
    return ChatPool::KeySource([kept](const Endpoint& endpoint) {
        return endpoint.keyInKeyring ? kept.value(endpoint.id) : ChatPool::keyFromEnvironment(endpoint);
    });
}

} // namespace antiphon
