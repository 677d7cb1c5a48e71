#include "core/llm/endpointfaults.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace antiphon {

namespace {

constexpr int mostAtOnce = 2'000;
constexpr double highestPrice = 1e6;

bool isPrice(double price)
{
    return price >= 0 && price <= highestPrice;
}

// Gathers what does not hold.
class Faults
{
public:
    void unless(bool holds, EndpointField field, const QString& subject, const QString& detail)
    {
        if (!holds)
            m_found << EndpointFault{field, subject, detail};
    }
    QList<EndpointFault> found() const { return m_found; }

private:
    QList<EndpointFault> m_found;
};

void checkAddress(const Endpoint& endpoint, Faults& faults)
{
    const QUrl url(endpoint.baseUrl, QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    faults.unless(url.isValid() && !url.host().isEmpty() && web, EndpointField::Address, endpoint.baseUrl,
                  QStringLiteral("the address must begin with http:// or https://"));
    faults.unless(url.userInfo().isEmpty() && !url.hasQuery(), EndpointField::Address, url.host(),
                  QStringLiteral("the address must hold no password and no key; name an environment "
                                 "variable instead"));
}

void checkKey(const Endpoint& endpoint, Faults& faults)
{
    static const QRegularExpression variable(QStringLiteral("^[A-Z_][A-Z0-9_]{0,63}$"));
    faults.unless(endpoint.keyVariable.isEmpty() || variable.match(endpoint.keyVariable).hasMatch(),
                  EndpointField::Key, QStringLiteral("key variable"),
                  QStringLiteral("give the name of an environment variable in capitals, not the key itself"));
    faults.unless(!endpoint.keyInKeyring || endpoint.keyVariable.isEmpty(), EndpointField::Key, endpoint.name,
                  QStringLiteral("the key is either in the keyring or in an environment variable"));
}

void checkPace(const Endpoint& endpoint, Faults& faults)
{
    const QString& name = endpoint.name;
    faults.unless(endpoint.concurrency >= 1 && endpoint.concurrency <= mostAtOnce, EndpointField::Concurrency,
                  name, QStringLiteral("requests at the same time must be 1 to 2,000"));
    faults.unless(endpoint.requestsPerMinute >= 0 && endpoint.tokensPerMinute >= 0, EndpointField::Rates,
                  name, QStringLiteral("requests and tokens a minute must be 0 (no limit) or more"));
    faults.unless(endpoint.weight >= 1 && endpoint.weight <= 100, EndpointField::Weight, name,
                  QStringLiteral("the weight must be 1 to 100"));
    faults.unless(isPrice(endpoint.promptPrice) && isPrice(endpoint.completionPrice), EndpointField::Prices,
                  name, QStringLiteral("a price must be 0 to 1,000,000 a million tokens"));
}

} // namespace

QList<EndpointFault> faultsOf(const Endpoint& endpoint)
{
    Faults faults;
    const QString& name = endpoint.name;
    faults.unless(!name.trimmed().isEmpty() && name != QLatin1String("template"), EndpointField::Name, name,
                  QStringLiteral("an endpoint needs a name other than \"template\""));
    checkAddress(endpoint, faults);
    faults.unless(!endpoint.model.trimmed().isEmpty(), EndpointField::Model, name,
                  QStringLiteral("the model's name is missing"));
    checkKey(endpoint, faults);
    faults.unless(endpoint.temperature >= 0 && endpoint.temperature <= 2, EndpointField::Temperature, name,
                  QStringLiteral("the temperature must be 0 to 2"));
    faults.unless(endpoint.maximumTokens >= 1, EndpointField::Tokens, name,
                  QStringLiteral("the token limit must be above 0"));
    checkPace(endpoint, faults);
    faults.unless(endpoint.proxy.isEmpty() || QUrl(endpoint.proxy, QUrl::StrictMode).userInfo().isEmpty(),
                  EndpointField::Proxy, name,
                  QStringLiteral("the proxy's address must hold no password; let the environment "
                                 "name such a proxy (https_proxy)"));
    const EndpointLimits& limits = endpoint.limits;
    faults.unless(std::min({limits.connectMs, limits.firstByteMs, limits.silenceMs, limits.totalMs}) >= 1,
                  EndpointField::Limits, name, QStringLiteral("a time limit must be above 0"));
    return faults.found();
}

Result<void> validateEndpoint(const Endpoint& endpoint)
{
    const QList<EndpointFault> faults = faultsOf(endpoint);
    if (faults.isEmpty())
        return {};
    return fail(ErrorCode::InvalidValue, faults.first().subject, faults.first().detail);
}

} // namespace antiphon
