package dev.browsersession.keeper;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import java.util.Optional;

/**
 * Whose limits count for a session.
 *
 * @param identity of the account; empty where the provider has none, and its sessions are one another's neighbours
 */
record AccountKey(String provider, Optional<Secret> identity) {

    static AccountKey of(String provider, Optional<Account> account) {
        return new AccountKey(provider, account.map(Account::identity));
    }
}
